"""What a PDF costs is reckoned before it is run: as much as it is, and a report is never refused for it."""

from collections.abc import Callable, Sequence

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.pdf import costs
from intake.pdf.costs import check_costs
from intake.pdf.reader import _plain
from intake.pdf.streams import TooLargeError, check_streams
from tests.intake.hostile_pdf import FORM, built, stream

PAIRS = b"40 beginbfchar " + b"".join(b"<%04x> <%04x> " % (i, 0x4E00 + i * 9) for i in range(40)) + b"endbfchar "
RANGES = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <00FF> <4E00> endbfrange "


def written(data: bytes) -> bytes:
    """Return a file as the library writes it anew."""
    file = pypdfium2.PdfDocument(data)
    try:
        return _plain(file)
    finally:
        file.close()


def form(words: bytes, names: str = "") -> bytes:
    return stream(words, FORM + b"/Resources<</XObject<<%b>>>>" % names.encode())


def calling(called: Sequence[int]) -> bytes:
    """Return a form that calls others, each by its number."""
    return form(b" ".join(b"/F%d Do" % one for one in called), " ".join(f"/F{one} {one} 0 R" for one in called))


calls = st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=6, max_size=6).map(
    lambda some: [[at + 1 + n for n in one if at + 1 + n < 6] for at, one in enumerate(some)]
)


def runs(inside: Sequence[Sequence[int]], at: int) -> int:
    """Count how often forms are run when one is, itself included."""
    return 1 + sum(runs(inside, one) for one in inside[at])


@settings(max_examples=40)
@given(calls)
def test_forms_in_forms_are_counted_as_often_as_they_run(inside: Sequence[Sequence[int]]) -> None:
    forms = {10 + at: calling([10 + one for one in called]) for at, called in enumerate(inside)}
    file = costs._File(written(built(stream(b"/A Do (endobj >>stream) Tj", b""), forms)))
    ((words, names, times),) = file.pages()
    assert file.inside(words, names, 40).runs == runs(inside, 0)
    assert times == 1


HARMLESS: dict[str, Callable[[], bytes]] = {
    "one name in every form": lambda: built(
        stream(b"/A Do", b""),
        {10: form(b"/A Do /A Do", "/A 11 0 R"), 11: form(b"/A Do /A Do", "/A 12 0 R"), 12: form(b"0 0 m 9 9 l S")},
    ),
    "a head on each of 100 pages": lambda: built(
        stream(b"/A Do " * 3, b""), {10: form(b"0 0 m 9 9 l S " * 20)}, pages=100
    ),
    "marks one after the other": lambda: built(stream(b"/P <</MCID 1>> BDC (1) Tj EMC " * 1500, b"")),
    "letters one by one": lambda: built(stream(b"q Q", b""), dict.fromkeys(range(10, 30), stream(PAIRS * 90, b""))),
    "ranges of letters": lambda: built(stream(b"q Q", b""), dict.fromkeys(range(10, 30), stream(RANGES * 9, b""))),
    "contents that stand elsewhere": lambda: built(
        stream(b"/A Do", b""),
        {
            10: form(b"q Q"),
            3: b"<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</XObject<</A 10 0 R>>>>>>",
            11: b"[4 0 R]",
        },
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_is_not_refused(name: str) -> None:
    data = HARMLESS[name]()
    check_streams(data)
    check_streams(written(data))
    check_costs(written(data))


HARMFUL: dict[str, Callable[[], bytes]] = {
    "a form that calls itself twice": lambda: built(stream(b"/A Do", b""), {10: form(b"/A Do /A Do", "/A 10 0 R")}),
    "names elsewhere": lambda: built(
        stream(b"/A Do", b""),
        {10: stream(b"/B Do /B Do", FORM + b"/Resources 11 0 R"), 11: b"<</XObject 12 0 R>>", 12: b"<</B 10 0 R>>"},
    ),
    "names of the page": lambda: built(stream(b"/A Do", b""), {10: stream(b"/A Do /A Do", FORM)}),
    "names in escapes": lambda: built(stream(b"/#41 Do", b""), {10: form(b"/#42 Do /B Do", "/B 10 0 R")}),
    "marks on marks": lambda: built(stream(b"/P BMC " * 6_000, b"")),
    "paints within a form": lambda: built(stream(b"/A Do " * 400, b""), {10: form(b"0 0 m 9 9 l S " * 1_000)}),
    "contents that stand elsewhere": lambda: built(
        stream(b"/A Do " * 30_000, b""),
        {
            10: form(b"q Q"),
            3: b"<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</XObject<</A 10 0 R>>>>>>",
            11: b"[4 0 R]",
        },
    ),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_costs_too_much_is_refused(name: str) -> None:
    data = written(HARMFUL[name]())
    check_streams(data)
    with pytest.raises(TooLargeError):
        check_costs(data)


@pytest.mark.parametrize(
    "data",
    [
        built(stream(b"q", b""), {9: b"[" + b"[]" * 500_000 + b"]"}),
        built(stream(b"q", b""), {9: b"[" + b"1 " * 4_500_000 + b"]"}),
        built(stream(b"q", b""), {9: stream(b"1 beginbfrange <0000> <FFFF> <" + b"0041" * 60 + b"> endbfrange", b"")}),
    ],
    ids=["brackets", "numbers", "letters"],
)
def test_what_fills_the_memory_by_itself_is_refused(data: bytes) -> None:
    with pytest.raises(TooLargeError):
        check_streams(data)
