"""Who signed a Windows executable or a catalogue of files, checked by openssl against one root and one certificate."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from winbuild.pe import Image

_SEQUENCE, _OCTETS, _CONSTRUCTED = 0x30, 0x04, 0x20
SHA256_SIZE = 32
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # the identifiers of what is inside, as they are written
FILE_DIGEST = bytes.fromhex("060a2b060104018237020104")
TRUST_LIST = bytes.fromhex("06092b0601040182370a01")


class SignatureError(Exception):
    """A file is not what its publisher signed."""


class Publisher(NamedTuple):
    """Whose signature counts: the certificate by its fingerprint, the root above it, the day it was valid at."""

    name: str
    fingerprint: str
    root: Path
    at: int  # seconds since 1970


class _Value(NamedTuple):
    tag: int
    body: bytes
    whole: bytes


def _values(data: bytes) -> Iterator[_Value]:
    """Take a row of values (DER) apart."""
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            raise SignatureError("the signature is cut off")
        tag, length, head = data[at], data[at + 1], 2
        if length & 0x80:
            head += length & 0x7F
            length = int.from_bytes(data[at + 2 : at + head], "big")
        end = at + head + length
        if end > len(data):
            raise SignatureError("the signature is cut off")
        yield _Value(tag, data[at + head : end], data[at:end])
        at = end


def _content(signature: bytes, kind: bytes) -> bytes:
    """Return what was signed, without its own tag and length, which are not part of what is signed."""
    outer = next(_values(signature), None)
    identifier, wrapped = _pair(outer.body if outer else b"")
    if identifier.whole != SIGNED_DATA:
        raise SignatureError("it is not a signature")
    fields = list(_values(next(_values(wrapped.body)).body))
    found, inner = _pair(fields[2].body if len(fields) > 2 else b"")  # noqa: PLR2004 — version, algorithms, content
    if found.whole != kind:
        raise SignatureError("it signs something else")
    return next(_values(inner.body)).body


def _pair(data: bytes) -> tuple[_Value, _Value]:
    match list(_values(data))[:2]:
        case [first, second]:
            return first, second
    raise SignatureError("it is not a signature")


def signed(signature: bytes, kind: bytes, publisher: Publisher) -> bytes:
    """Return what the publisher signed.

    Raises:
        SignatureError: somebody else signed it, or nobody did.
    """
    content = _content(signature, kind)
    with tempfile.TemporaryDirectory(prefix="gouji-signature-") as folder:
        files = {name: Path(folder, name) for name in ("signature", "content", "signer")}
        files["signature"].write_bytes(next(_values(signature)).whole)  # without what fills it up
        files["content"].write_bytes(content)
        command = ["openssl", "smime", "-verify", "-inform", "DER", "-binary", "-purpose", "any"]
        command += ["-in", str(files["signature"]), "-content", str(files["content"]), "-out", "/dev/null"]
        command += ["-signer", str(files["signer"]), "-attime", str(publisher.at)]
        command += ["-no-CApath", "-no-CAstore", "-CAfile", str(publisher.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SignatureError(f"the signature does not hold: {done.stderr.strip().splitlines()[-1]}")
        _is_of(files["signer"], publisher)
    return content


def _is_of(certificate: Path, publisher: Publisher) -> None:
    """See that the signer is the one that is meant, with a certificate for signing programs."""
    command = ["openssl", "x509", "-in", str(certificate), "-noout", "-fingerprint", "-sha256"]
    command += ["-subject", "-nameopt", "multiline,utf8,-esc_msb", "-ext", "extendedKeyUsage"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    fingerprint = told.partition("Fingerprint=")[2].partition("\n")[0].replace(":", "").lower()
    if fingerprint != publisher.fingerprint or "Code Signing" not in told or f"= {publisher.name}\n" not in told:
        raise SignatureError(f"it is not signed by {publisher.name}, but with the certificate {fingerprint}")


def _digests(data: bytes) -> Iterator[bytes]:
    """Return every SHA-256 that stands in signed content."""
    for value in _values(data):
        if value.tag == _OCTETS and len(value.body) == SHA256_SIZE:
            yield value.body
        elif value.tag & _CONSTRUCTED:
            yield from _digests(value.body)


def check_image(image: Image, publisher: Publisher) -> None:
    """See that an executable is as its publisher signed it.

    Raises:
        SignatureError: it is not.
    """
    signature = image.signature()
    if signature is None:
        raise SignatureError("it is not signed")
    if image.digest("sha256") not in _digests(signed(signature, FILE_DIGEST, publisher)):
        raise SignatureError("it was changed after it was signed")


class Catalogue:
    """A signed list of the digests of files."""

    def __init__(self, data: bytes, publisher: Publisher) -> None:
        self._digests = frozenset(_digests(signed(data, TRUST_LIST, publisher)))

    def __len__(self) -> int:
        return len(self._digests)

    def has(self, data: bytes) -> bool:
        """Return whether a file of these bytes is in it."""
        return hashlib.sha256(data).digest() in self._digests
