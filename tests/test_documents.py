"""What the documents say, held against the program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands import COMMANDS, USAGE
from export import WRITERS
from intake import READERS
from model.checks import CHECKS
from model.forms import FORM_2021
from tests.samples import ROOT

README = (ROOT / "README.md").read_text("utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_readme_names_every_command_for_people_and_no_other() -> None:
    named = set(re.findall(r"main\.py ([a-z]+) ", README))
    assert named == {name for name in COMMANDS if "worker" not in name}


def test_the_readme_shows_the_commands_as_the_program_explains_itself() -> None:
    shown = re.findall(r"main\.py ((?:check|convert|sum) .+?)(?:  |\n)", README)
    explained = re.findall(r"main\.py ((?:check|convert|sum) .+?)  ", USAGE)
    assert shown == explained


def test_the_readme_begins_with_the_two_commands() -> None:
    first = re.findall(r"```\n(.*?)```", README, re.DOTALL)[0]
    assert first == "./dev demo\n./dev test\n"


def test_dev_knows_what_the_readme_asks_of_it() -> None:
    known = set(re.findall(r"^    ([a-z]+)[)| ]", (ROOT / "dev").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\./dev ([a-z]+)", README)) <= known


def test_the_readme_lists_what_can_be_read_and_written() -> None:
    (readable, writable) = re.findall(r"现在能读 (.+?)，能写 (.+?)。", README)[0]
    assert readable.split("、") == list(READERS)
    assert writable.split("、") == list(WRITERS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_points_to_is_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_the_rules_are_those_of_the_program() -> None:
    listed = re.findall(r"^### ([A-Z]\d)　(.+)$", RULES, re.MULTILINE)
    laws = dict.fromkeys((identity.rule.check, identity.rule.sentence) for identity in FORM_2021.identities)
    assert listed == [*laws, *((check.id, check.sentence) for check in CHECKS)]


def test_the_rules_are_in_step() -> None:
    tool = ROOT / "tools" / "make_rules.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
