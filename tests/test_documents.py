"""What the documents say can be done, can be done."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from commands import names, usage
from tests.systems import needs_shell

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
DOCUMENTS = sorted({ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")})


@needs_shell
def test_every_dev_command_of_the_readme_exists_and_every_command_is_there() -> None:
    told = subprocess.run(["sh", "./dev", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    existing = set(re.findall(r"^\./dev ([a-z-]+)", told, re.MULTILINE))
    written = set(re.findall(r"\./dev ([a-z-]+)", README))
    assert written <= existing
    assert existing - written <= {"lock", "mutate"}


def test_the_readme_shows_the_commands_as_the_program_does() -> None:
    usages = {re.split(r"  +", line.strip())[0] for line in usage().splitlines() if re.search(r"main\.py \w", line)}
    shown = set(re.findall(r"^py (main\.py \w.*)$", README, re.MULTILINE))
    assert shown == usages
    assert {usage.split()[1] for usage in usages} <= names()


def test_the_readme_names_the_formats_that_can_be_read_and_written() -> None:
    from export import WRITERS
    from intake import READERS

    sentence = next(line for line in README.splitlines() if line.startswith("- `convert`"))
    readable, writable = (set(re.findall(r"\.[a-z]+", part)) for part in sentence.split("能写"))
    assert readable == set(READERS)
    assert writable == set(WRITERS)


def test_the_install_line_for_windows_installs_a_lock() -> None:
    (file,) = re.findall(r"^py -m pip install (?:--require-hashes )?-r (\S+)$", README, re.MULTILINE)
    assert "--hash=sha256:" in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", document.read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_named_in_the_text_exist(document: Path) -> None:
    named = re.findall(
        r"`((?:model|export|intake|commands|ui|tools|tests|bench|docs|assets)/[\w./-]+)`", document.read_text("utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changelog_begins_with_the_version_that_is_being_made() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert re.findall(r"^## ([\d.]+)", CHANGELOG, re.MULTILINE)[0] == project["version"]
