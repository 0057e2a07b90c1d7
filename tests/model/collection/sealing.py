"""Parcels with something else in them than the program writes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256

import pytest

from intake.gouji_parcel import load_any
from model.collection.envelope import MANIFEST
from model.errors import UserError


def packed(inside: Mapping[str, bytes]) -> bytes:
    """Zip members, whatever they are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in inside.items():
            file.writestr(name, data)
    return target.getvalue()


def with_member(inside: Mapping[str, bytes], name: str, data: bytes) -> bytes:
    """Zip members with one that is another, of which the manifest knows."""
    manifest = json.loads(inside[MANIFEST])
    manifest["files"][name] = sha256(data).hexdigest()
    return packed({**inside, name: data, MANIFEST: json.dumps(manifest).encode()})


def with_values(inside: Mapping[str, bytes], name: str, **values: object) -> bytes:
    """Zip members, one of which has other values, of which the manifest knows."""
    return with_member(inside, name, json.dumps({**json.loads(inside[name]), **values}).encode())


def refused(data: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(UserError) as error:
        load_any(data)
    assert error.value.sentence
    return error.value.sentence
