"""What the systems are told of the program agrees with it, and an installer takes away what it put there."""

import configparser
import re
import xml.etree.ElementTree as ET
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from commands import names, usage
from tools.linked import newest
from tools.make_manual import DOCS, PAGES, page, pictures
from tools.try_package import connects_nowhere
from tools.trying import FailedError

ROOT = Path(__file__).parent.parent.parent
LINUX = ROOT / "packaging" / "linux"
INSTALLER = (ROOT / "packaging" / "windows" / "gouji.nsi").read_text("utf-8")


@pytest.fixture
def entry() -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(LINUX / "gouji.desktop", "utf-8")
    return read["Desktop Entry"]


def test_a_double_click_is_for_the_programs_own_files_alone(entry: configparser.SectionProxy) -> None:
    kinds = ET.parse(LINUX / "gouji.xml").getroot()  # noqa: S314 — our own file
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    globs = [glob.attrib["pattern"] for glob in kinds.iter(f"{space}glob")]
    assert [kind.attrib["type"] for kind in kinds.iter(f"{space}mime-type")] == entry["MimeType"].rstrip(";").split(";")
    own = [sum(fnmatchcase(name, glob) for glob in globs) for name in ("某镇2023.gouji.json", "某镇2023年报.gouji")]
    assert own == [1, 1]
    others = ("package.json", "gouji.json.bak", "a.txt", "a.gouji.bak", "a.zip", "gouji")
    assert not any(fnmatchcase(name, glob) for glob in globs for name in others)


def test_windows_opens_a_file_between_offices_by_a_double_click() -> None:
    install = INSTALLER.split('Section "Uninstall"')[0]
    (kind,) = re.findall(r'WriteRegStr HKCU "Software\\Classes\\\.gouji" "" "([^"]+)"', install)
    opens = rf"""WriteRegStr HKCU "Software\Classes\{kind}\shell\open\command" "" '"$INSTDIR\gouji.exe" "%1"'"""
    assert opens in install


def test_the_entry_is_chinese_and_takes_files(entry: configparser.SectionProxy) -> None:
    assert entry["Name"] == "勾稽"
    assert re.fullmatch(r"gouji %F", entry["Exec"])
    assert re.search(r"[一-鿿]", entry["Comment"])


def test_the_page_for_man_tells_of_every_command() -> None:
    page = (LINUX / "gouji.1").read_text("utf-8").replace("\\-", "-")
    commands = {name for name in names() if f"main.py {name} " in usage()}
    for told in (r"^\.B gouji ([a-z-]+)$", r"^\.TP\n\.B ([a-z-]+)$"):  # how it is called, and what it does
        assert commands <= set(re.findall(told, page, re.MULTILINE))


def test_what_the_installer_writes_the_uninstaller_removes() -> None:
    install, uninstall = INSTALLER.split('Section "Uninstall"')
    written = set(re.findall(r'WriteReg(?:Str|DWORD|None) HKCU "([^"]+)"', install))
    removed = set(re.findall(r'DeleteRegKey HKCU "([^"]+)"', uninstall))
    values = set(re.findall(r'DeleteRegValue HKCU "([^"]+)"', uninstall))
    assert len(written) > 3
    assert [key for key in written if key not in values and not any(key.startswith(one) for one in removed)] == []
    assert set(re.findall(r'CreateShortCut "([^"]+)"', install)) == set(re.findall(r'Delete "([^"]+\.lnk)"', uninstall))


def test_the_installer_never_takes_another_programs_files_away() -> None:
    assert re.findall(r'WriteRegStr HKCU "Software\\Classes\\\.(\w+)" ', INSTALLER) == ["gouji"]
    whole_folders = set(re.findall(r'RMDir /r "([^"]+)"', INSTALLER))
    assert whole_folders == {r"$INSTDIR\lib", "${DATA}"}


def test_a_silent_uninstall_keeps_the_data() -> None:
    question, _, after = INSTALLER.partition("要把所有年报也一起删除吗")[2].partition('RMDir /r "${DATA}"')
    assert "/SD IDNO IDNO keep" in question
    assert after.lstrip().startswith("keep:")


def test_what_windows_shows_can_be_read() -> None:
    words = (ROOT / "packaging" / "windows" / "version_info.in").read_text("utf-8")
    filled = words.replace("@VERSION@", "1.2.3").replace("@NUMBERS@", "1, 2, 3")
    seen: dict[str, str] = {}
    makers = {name: lambda *_, **__: None for name in set(re.findall(r"\b([A-Z]\w+)\(", filled))}
    eval(filled, {**makers, "StringStruct": seen.__setitem__})  # noqa: S307 — our own
    assert seen["ProductVersion"] == seen["FileVersion"] == "1.2.3"
    assert seen["ProductName"] == "勾稽"


@pytest.mark.parametrize("source", PAGES)
def test_the_manual_is_complete_in_itself(source: str) -> None:
    words = (DOCS / source).read_text("utf-8")
    made = page(words)
    for target in re.findall(r'href="#([^"]+)"', made):
        assert f'id="{target}"' in made
    assert set(re.findall(r'src="([^"]+)"', made)) == set(pictures(words))
    assert [name for name in pictures(words) if not (DOCS / name).exists()] == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', made) == []


def test_the_newest_version_is_found_by_number_not_by_letter() -> None:
    assert newest(["GLIBC_2.9 GLIBC_2.28", "GLIBC_2.3.4", "GLIBCXX_3.4.30"], "GLIBC") == (2, 28)
    assert newest([], "GLIBC") == ()


@pytest.mark.parametrize(
    "call",
    [
        'connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = 0',
        "socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 5",
        "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 4",
    ],
)
def test_a_call_for_a_connection_does_not_go_unseen(tmp_path: Path, call: str) -> None:
    log = tmp_path / "calls.log"
    local = '7 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0\n'
    log.write_text(local, "utf-8")
    connects_nowhere(log)
    log.write_text(f"{local}7 {call}\n{local}", "utf-8")
    with pytest.raises(FailedError, match="AF_"):
        connects_nowhere(log)


def test_a_log_without_any_call_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "calls.log").touch()
    with pytest.raises(FailedError):
        connects_nowhere(tmp_path / "calls.log")
