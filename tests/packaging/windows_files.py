"""Windows files made for the tests: small executables, and signatures of a publisher of our own."""

import hashlib
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

from winbuild.pe import Image
from winbuild.signatures import FILE_DIGEST, TRUST_LIST, Publisher

CHECKSUM, CERTIFICATES = 64 + 24 + 64, 64 + 24 + 112 + 4 * 8  # where they stand in what `image` makes
_SECTION, _ADDRESS = 512, 0x1000


def image(imports: Sequence[str] = (), delayed: Sequence[str] = (), inside: bytes = b"") -> bytes:
    """Make a 64-bit library that loads others, and holds some bytes."""
    tables, names = b"", b""
    start = 20 * (len(imports) + 1) + 32 * (len(delayed) + 1)
    for name in (*imports, *delayed):
        address = _ADDRESS + start + len(names)
        names += name.encode() + b"\0"
        now = len(tables) < 20 * len(imports)
        tables += struct.pack("<5I", 0, 0, 0, address, 0) if now else struct.pack("<8I", 1, address, 0, 0, 0, 0, 0, 0)
        if now and len(tables) == 20 * len(imports):
            tables += bytes(20)
    tables = tables if imports else bytes(20) + tables
    section = (tables + bytes(32) + names + inside).ljust(512, b"\0")
    directories = [(0, 0)] * 16
    directories[1] = (_ADDRESS, 40)
    directories[13] = (_ADDRESS + 20 * (len(imports) + 1), 64)
    optional = struct.pack("<H", 0x20B) + bytes(106) + struct.pack("<I", 16)
    optional += b"".join(struct.pack("<II", *one) for one in directories)
    header = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0)
    table = b".rdata\0\0" + struct.pack("<4I", len(section), _ADDRESS, len(section), _SECTION) + bytes(16)
    return (header + optional + table).ljust(_SECTION, b"\0") + section


class Signer:
    """A publisher with a certificate under a root."""

    def __init__(self, folder: Path, name: str = "Test Foundation", *, code_signing: bool = True) -> None:
        folder.mkdir()
        self._folder = folder
        uses = "codeSigning" if code_signing else "emailProtection"
        (folder / "uses").write_text(f"extendedKeyUsage={uses}\nkeyUsage=digitalSignature\n", "ascii")
        new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj")
        self._openssl(*new, f"/CN={name} root", "-x509", "-days", "9", "-keyout", "root.key", "-out", "root.pem")
        self._openssl(*new, f"/O={name}/CN={name}", "-keyout", "key", "-out", "wanted")
        issue = ("x509", "-req", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "9")
        self._openssl(*issue, "-extfile", "uses", "-in", "wanted", "-out", "pem")
        told = self._openssl("x509", "-in", "pem", "-noout", "-fingerprint", "-sha256").decode()
        fingerprint = told.partition("=")[2].strip().replace(":", "").lower()
        now = int((folder / "pem").stat().st_mtime) + 60
        self.publisher = Publisher(name, fingerprint, folder / "root.pem", now)

    def _openssl(self, *words: str) -> bytes:
        return subprocess.run(["openssl", *words], cwd=self._folder, check=True, capture_output=True).stdout

    def _signature(self, kind: bytes, content: bytes) -> bytes:
        """Sign as Windows does: what openssl takes for a string of bytes is a sequence there."""
        (self._folder / "content").write_bytes(content)
        numbers = subprocess.run(
            ["openssl", "asn1parse", "-inform", "DER"], input=kind, check=True, capture_output=True
        )
        name = numbers.stdout.decode().rpartition(":")[2].strip()
        sign = ("cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-md", "sha256", "-econtent_type", name)
        made = bytearray(self._openssl(*sign, "-signer", "pem", "-inkey", "key", "-in", "content"))
        tag = made.index(content) - len(length(content)) - 1
        assert made[tag] == 0x04
        made[tag] = 0x30
        return bytes(made)

    def sign(self, data: bytes) -> bytes:
        """Put a signature on an executable."""
        content = value(0x30, b"") + value(0x30, value(0x30, b"") + value(0x04, Image(data).digest("sha256")))
        signature = self._signature(FILE_DIGEST, content)
        signature += bytes(-len(signature) % 8)
        table = struct.pack("<IHH", len(signature) + 8, 0x200, 2) + signature
        entry = struct.pack("<II", len(data), len(table))
        return data[:CERTIFICATES] + entry + data[CERTIFICATES + 8 :] + table

    def catalogue(self, *files: bytes) -> bytes:
        """Make a signed catalogue of files."""
        members = (value(0x30, value(0x04, hashlib.sha256(data).digest())) for data in files)
        return self._signature(TRUST_LIST, value(0x30, b"".join(members)))


def value(tag: int, body: bytes) -> bytes:
    """Write one value of a signature (DER)."""
    return bytes([tag]) + length(body) + body


def length(body: bytes) -> bytes:
    """Write how long a value is."""
    if len(body) < 0x80:
        return bytes([len(body)])
    number = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(number)]) + number
