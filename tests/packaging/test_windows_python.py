"""What goes into the Windows package comes from where it was meant to: by hash, by signature, or not at all."""

import hashlib
import io
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from winbuild import cpython, index
from winbuild.pe import Image
from winbuild.steps import BuildError

from tests.packaging.windows_files import CERTIFICATES, CHECKSUM, Signer, image

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="signatures are checked by openssl")

FILE, DATA = "some_thing-1.tar.gz", b"the package"
HASH = hashlib.sha256(DATA).hexdigest()


class Page:
    """What an index answers."""

    def __init__(self, content: bytes, status_code: int = 200) -> None:
        self.content, self.status_code = content, status_code

    def close(self) -> None:
        pass


class Index:
    """An index that has a few addresses, and remembers which it was asked for."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self._pages = pages
        self.asked: list[str] = []

    def get(self, address: str, *, headers: dict[str, str]) -> Page:
        self.asked.append(address)
        return Page(self._pages[address]) if address in self._pages else Page(b"", 404)


LISTED = f'<a href="../../files/{FILE}#sha256={HASH}">{FILE}</a><a href="../../files/other.tar.gz">other</a>'.encode()


def test_the_link_of_the_simple_page_is_followed_and_nothing_else() -> None:
    pip = Index({"https://b.test/simple/some-thing/": LISTED, f"https://b.test/files/{FILE}": DATA})
    assert index.find(pip, ["https://a.test/simple", "https://b.test/simple/"], "some-thing", FILE, HASH) == DATA
    assert pip.asked == [
        "https://a.test/simple/some-thing/",
        "https://b.test/simple/some-thing/",
        f"https://b.test/files/{FILE}",
    ]


def test_another_file_under_the_same_name_is_refused() -> None:
    pip = Index({"https://b.test/simple/some-thing/": LISTED, f"https://b.test/files/{FILE}": DATA + b"!"})
    with pytest.raises(BuildError, match="SHA-256"):
        index.find(pip, ["https://b.test/simple"], "some-thing", FILE, HASH)


def test_what_no_index_has_is_told() -> None:
    with pytest.raises(BuildError, match=f"没有 {FILE}"):
        index.find(
            Index({"https://b.test/simple/some-thing/": b"<p>nothing</p>"}),
            ["https://b.test/simple"],
            "some-thing",
            FILE,
            HASH,
        )


def test_a_link_that_leads_nowhere_is_told() -> None:
    with pytest.raises(BuildError, match="取不到"):
        index.find(
            Index({"https://b.test/simple/some-thing/": LISTED}), ["https://b.test/simple"], "some-thing", FILE, HASH
        )


def test_the_index_is_the_one_that_pip_is_configured_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in (("simple/some-thing/index.html", LISTED), (f"files/{FILE}", DATA)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(data)
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "simple").as_uri())
    index.fetch("some-thing", FILE, HASH, tmp_path / "got")
    assert (tmp_path / "got").read_bytes() == DATA


def packed(names: Mapping[str, bytes]) -> bytes:
    """Pack files as the package does: a .zip in an archive."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    with tarfile.open(fileobj=outer, mode="w:gz") as whole:
        entry = tarfile.TarInfo(cpython.ARCHIVE)
        entry.size = len(inner.getvalue())
        whole.addfile(entry, io.BytesIO(inner.getvalue()))
    return outer.getvalue()


def test_only_what_is_known_is_unpacked(tmp_path: Path) -> None:
    kept = {"python.exe", "Lib/abc.py", "DLLs/_ssl.pyd"}
    others = {"setup.py", "Lib/test/x.py", "Lib/__pycache__/abc.pyc", "Lib/site-packages/pip/x.py", "msvcp140.dll"}
    files = {f"{cpython.FOLDER}/{name}": b"x" for name in kept | others} | {"elsewhere/python.exe": b"x"}
    cpython.unpack(packed(files), tmp_path / "out")
    found = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert found == kept


@pytest.mark.parametrize("name", ["../python.exe", "cp311/Lib/../../x.py", "/cp311/python.exe"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError, match="文件夹外面"):
        cpython.unpack(packed({name: b"x"}), tmp_path / "out")


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("signer") / "ours")


MODULE, LICENCE = b"print()\r\n", b"the licence"
PINNED = {"LICENSE.txt": hashlib.sha256(LICENCE).hexdigest()}


@pytest.fixture
def python(tmp_path: Path, signer: Signer) -> Path:
    """Return a CPython in which everything is accounted for."""
    files = {
        "python.exe": signer.sign(image(["kernel32.dll"])),
        "DLLs/_ssl.pyd": signer.sign(image(inside=b"ssl")),
        cpython.CATALOGUE: signer.catalogue(MODULE, b"other"),
        "Lib/abc.py": MODULE,
        "LICENSE.txt": LICENCE,
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_python_as_it_was_signed_is_taken(python: Path, signer: Signer) -> None:
    told = cpython.verify(python, signer.publisher, PINNED)
    assert told == "3 signed, 1 in the signed catalogue, 1 pinned"


def change(name: str, at: int) -> Callable[[Path], None]:
    """Return what turns one bit of a file over."""

    def do(python: Path) -> None:
        data = bytearray((python / name).read_bytes())
        data[at] ^= 1
        (python / name).write_bytes(data)

    return do


def put(name: str, data: bytes) -> Callable[[Path], None]:
    """Return what writes a file."""

    def do(python: Path) -> None:
        (python / name).write_bytes(data)

    return do


def append(python: Path) -> None:
    with (python / "python.exe").open("ab") as file:
        file.write(b"more, which no signature covers")


@pytest.mark.parametrize(
    "tamper, named",
    [
        (change("python.exe", 3), "python.exe: it was changed after it was signed"),
        (change("DLLs/_ssl.pyd", 600), "_ssl.pyd: it was changed after it was signed"),
        (change("DLLs/_ssl.pyd", -40), "_ssl.pyd: the signature does not hold"),
        (append, "python.exe: bytes that no signature covers"),
        (put("DLLs/more.dll", image()), "more.dll: it is not signed"),
        (put("DLLs/more.dll", b"not a library"), "more.dll: it does not begin with MZ"),
        (put("python.exe", b"MZ"), "python.exe: the headers are cut off"),
        (put("Lib/abc.py", MODULE + b"evil()"), "Lib/abc.py: it is in no signed catalogue"),
        (put("Lib/more.py", b"more()"), "Lib/more.py: it is in no signed catalogue"),
        (put("sitecustomize.py", MODULE), "sitecustomize.py: it is in no signed catalogue"),
        (put("LICENSE.txt", b"another"), "LICENSE.txt: its SHA-256 is not the one pinned"),
        (lambda python: (python / "LICENSE.txt").unlink(), "LICENSE.txt: it is missing"),
        (change(cpython.CATALOGUE, 100), "目录|catalogue"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_was_tampered_with_is_refused(
    python: Path, signer: Signer, tamper: Callable[[Path], None], named: str
) -> None:
    tamper(python)
    with pytest.raises(BuildError, match=named):
        cpython.verify(python, signer.publisher, PINNED)


def test_somebody_elses_signature_does_not_count(python: Path, signer: Signer, tmp_path: Path) -> None:
    """The name on a certificate is not enough, nor that the same root signed it."""
    namesake = Signer(tmp_path.parent / "namesake", signer.publisher.name)
    (python / "DLLs" / "_ssl.pyd").write_bytes(namesake.sign(image()))
    with pytest.raises(BuildError, match=r"_ssl\.pyd: the signature does not hold"):
        cpython.verify(python, signer.publisher, PINNED)
    both = signer.publisher._replace(root=tmp_path.parent / "roots.pem")
    both.root.write_bytes(signer.publisher.root.read_bytes() + namesake.publisher.root.read_bytes())
    with pytest.raises(BuildError, match=r"_ssl\.pyd: it is not signed by Test Foundation"):
        cpython.verify(python, both, PINNED)


def test_a_certificate_for_mail_signs_no_program(tmp_path: Path) -> None:
    mail = Signer(tmp_path / "mail", code_signing=False)
    (tmp_path / "DLLs").mkdir()
    (tmp_path / cpython.CATALOGUE).write_bytes(mail.catalogue(MODULE))
    with pytest.raises(BuildError, match="not signed by Test Foundation"):
        cpython.verify(tmp_path, mail.publisher, {})


def test_a_signature_of_another_kind_is_no_catalogue(tmp_path: Path, signer: Signer) -> None:
    (tmp_path / "DLLs").mkdir()
    (tmp_path / cpython.CATALOGUE).write_bytes(Image(signer.sign(image())).signature() or b"")
    with pytest.raises(BuildError, match="signs something else"):
        cpython.verify(tmp_path, signer.publisher, {})


def test_the_digest_leaves_out_the_sum_and_the_signature_alone() -> None:
    data = image(["kernel32.dll"])
    rest = data[:CHECKSUM] + data[CHECKSUM + 4 : CERTIFICATES] + data[CERTIFICATES + 8 :]
    assert Image(data).digest("sha256") == hashlib.sha256(rest).digest()
