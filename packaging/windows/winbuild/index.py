"""One file out of the package index that pip is configured with, by its SHA-256: read, compared, never built or run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urldefrag, urljoin

from winbuild.steps import BuildError, must


class Answer(Protocol):
    """What a session returns for an address."""

    status_code: int

    @property
    def content(self) -> bytes:
        """The body."""

    def close(self) -> None:
        """Let go of the connection, or of the file."""


class Session(Protocol):
    """What asks for an address, with the certificates, proxies and passwords that it was configured with."""

    def get(self, address: str, *, headers: dict[str, str]) -> Answer:
        """Ask for an address."""


class Configured(NamedTuple):
    """What pip is configured with: how it asks, and whom."""

    session: Session
    indexes: Sequence[str]
    certificates: str | None


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link leads."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def links(page: str, address: str) -> Iterator[tuple[str, str]]:
    """Return the files that a simple page lists: name and address.

    >>> list(links('<a href="../../packages/a%2Bb-1.tar.gz#sha256=00">a</a>', "file:///x/simple/a/"))
    [('a+b-1.tar.gz', 'file:///x/packages/a%2Bb-1.tar.gz')]
    """
    reader = _Links()
    reader.feed(page)
    for link in reader.found:
        whole = urldefrag(urljoin(address, link)).url
        yield unquote(whole.rpartition("/")[2]), whole


def fetch(name: str, file: str, sha256: str, target: Path) -> None:
    """Fetch a file of a project out of the configured indexes.

    Raises:
        BuildError: no index has it, or what it gives is another file.
    """
    pip = configured()
    target.write_bytes(find(pip.session, pip.indexes, name, file, sha256))


def configured() -> Configured:
    """Return a session of pip's own, and the indexes that pip would ask."""
    from pip._internal.commands import create_command

    command = create_command("download")
    options, _ = command.parse_args([])
    with command.main_context():
        session = command.get_default_session(options)  # type: ignore[attr-defined]
    return Configured(session, [options.index_url, *options.extra_index_urls], options.cert)


def find(session: Session, indexes: Sequence[str], name: str, file: str, sha256: str) -> bytes:
    """Return the file of that hash; an index that lists another one under its name is refused.

    Raises:
        BuildError: no index has it, or what it gives is another file.
    """
    for index in indexes:
        address = f"{index.rstrip('/')}/{name}/"
        page = _ask(session, f"{address}index.html" if address.startswith("file:") else address)
        for found, where in links((page or b"").decode("utf-8", "replace"), address):
            if found == file:
                data = _ask(session, where)
                must(
                    data is not None, f"软件包索引列出了 {file}，却取不到它。(The index lists it and does not give it.)"
                )
                return _checked(data or b"", file, sha256)
    raise BuildError(f"pip 配置的软件包索引里没有 {file}。(No index that pip is configured with has it.)")


def _ask(session: Session, address: str) -> bytes | None:
    with closing(session.get(address, headers={"Accept": "text/html", "Accept-Encoding": "identity"})) as answer:
        return answer.content if answer.status_code == 200 else None  # noqa: PLR2004 — “found”, of HTTP


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file, in letters."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _checked(data: bytes, file: str, sha256: str) -> bytes:
    found = hashlib.sha256(data).hexdigest()
    must(found == sha256, f"{file} 的 SHA-256 是 {found}，应为 {sha256}。(The hash of {file} is not the one wanted.)")
    return data
