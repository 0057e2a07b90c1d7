"""Every rule that is written is registered, once, whatever was imported before; each says what it holds and why."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import model.rules
from model.form.editions import FORMS, form_for
from model.form.schema import Severity
from model.rules import registry
from model.rules.finding import Finding
from model.rules.registry import Context, Need, Remedy, rule, rules, since
from tests.samples import example

FOLDER = Path(model.rules.__path__[0])
ROOT = FOLDER.parent.parent


def written(path: Path) -> Iterator[str]:
    """Give the functions of a module that are made rules."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_a_rule, node.decorator_list)):
            yield f"{path.stem}.{node.name}"


def _makes_a_rule(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"


def test_every_rule_that_is_written_is_registered() -> None:
    found = [one for path in FOLDER.rglob("*.py") for one in written(path)]
    runs = [f"{one.run.__module__.rpartition('.')[2]}.{one.run.__name__}" for one in rules()]
    assert sorted(found) == sorted(runs)


def test_all_rules_are_there_whatever_was_imported_before() -> None:
    script = "from model.rules.registry import rules; print(*(one.id for one in rules()))"
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == [one.id for one in rules()]


def test_families_stand_in_the_order_in_which_people_know_them() -> None:
    assert "".join(dict.fromkeys(one.id[0] for one in rules())) == "HXNYTE"
    for family in "HXNYTE":
        numbers = [int(one.id[1:]) for one in rules() if one.id[0] == family]
        assert numbers == sorted(numbers)


def test_every_rule_says_what_it_holds_and_where_it_comes_from() -> None:
    for one in rules():
        for form in FORMS.values():
            assert one.sentence_for(form)
            assert one.source_for(form)
            assert "{" not in one.sentence_for(form) + one.source_for(form)
        assert one.run.__doc__, one.id


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Register rules of a test's own, and forget them afterwards."""
    rules()
    monkeypatch.setattr(registry, "_REGISTERED", dict(registry._REGISTERED))
    rules.cache_clear()
    registry.groups.cache_clear()
    yield
    rules.cache_clear()
    registry.groups.cache_clear()


@pytest.mark.usefixtures("own")
def test_a_new_rule_is_one_decorated_function() -> None:
    @rule(
        "A1",
        Severity.HINT,
        "年报有名字",
        "{form}",
        remedy=Remedy.BY_HAND,
        editions=since(2021),
        needs=(Need.LAST_YEAR,),
    )
    def named(context: Context) -> Iterator[Finding]:
        """Hold that a report has a name."""
        raise AssertionError(context.report.unit)

    added = rules()[-1]
    assert (added.id, added.run) == ("A1", named)
    assert added.source_for(form_for(2023)) == form_for(2023).source
    this, last = replace(example(), year=2023), replace(example(), year=2022)
    assert not added.applies(Context(this))
    assert not added.applies(Context(this, others=(last,)))
    assert added.applies(Context(this, last))
    assert not added.applies(Context(replace(this, year=2020, edition="2019"), last))


@pytest.mark.usefixtures("own")
def test_two_rules_cannot_have_the_same_id() -> None:
    with pytest.raises(ValueError, match="T1"):
        rule("T1", Severity.HINT, "又一条", "测试", remedy=Remedy.BY_HAND)(lambda _: ())


def test_what_rules_need_is_what_they_are_told_of() -> None:
    needs = {one.id: one.needs for one in rules() if one.needs}
    last = frozenset({Need.LAST_YEAR})
    assert needs == {"X1": last, "X2": last, "X4": last, "T5": last | {Need.PEERS}, "E1": frozenset({Need.ORIGINAL})}


def test_how_much_a_check_insists_is_said_in_a_letter_and_in_two_characters() -> None:
    assert [one.value for one in Severity] == ["H", "X", "W", "I"]
    assert all(re.fullmatch("[一-龥]{2}", one.label) for one in Severity)
    assert len({one.label for one in Severity}) == len(Severity)
