"""The code runs on Windows, too: nothing that only Linux has is called where the system was not asked."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = [
    ROOT / "main.py",
    *(path for name in ("model", "intake", "export", "commands", "ui") for path in (ROOT / name).rglob("*.py")),
]
MODULES = {"crypt", "curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
CALLS = {
    "fork",
    "forkpty",
    "getuid",
    "geteuid",
    "getgid",
    "getpgid",
    "kill",
    "killpg",
    "mkfifo",
    "nice",
    "setsid",
    "uname",
}
SIGNALS = {"SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGCHLD"}
PLACES = ("/proc", "/tmp", "/etc", "/usr", "/dev/", "/var", "/home", "/bin")  # noqa: S108 — looked for, not used
ASKS = ("hasattr(os", "hasattr(signal", "sys.platform", "os.name")


def guarded(tree: ast.AST) -> set[ast.AST]:
    """Return all nodes under a condition, or in a function, that asks which system this is."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp) and any(ask in ast.unparse(node.test) for ask in ASKS):
            found |= set(ast.walk(node))
    return found


def linux_only(words: str) -> Iterator[str]:
    """Name what only Linux has, with its line."""
    tree = ast.parse(words)
    allowed = guarded(tree)
    for node in ast.walk(tree):
        if node in allowed:
            continue
        match node:
            case ast.Import(names=names):
                yield from (f"{node.lineno}: {one.name}" for one in names if one.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in MODULES:
                yield f"{node.lineno}: {module}"
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in CALLS:
                yield f"{node.lineno}: os.{name}"
            case ast.Attribute(value=ast.Name(id="signal"), attr=name) if name in SIGNALS:
                yield f"{node.lineno}: signal.{name}"
            case ast.Constant(value=str(text)) if text.startswith(PLACES):
                yield f"{node.lineno}: {text}"


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_only_linux_has_is_called_unasked(path: Path) -> None:
    assert list(linux_only(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "words",
    [
        "import fcntl",
        "from pwd import getpwuid",
        "os.fork()",
        "def f():\n    os.kill(1, signal.SIGKILL)",
        "open('/proc/self/status')",
        "if hasattr(sys, 'x'):\n    os.nice(5)",
    ],
)
def test_the_check_finds_it(words: str) -> None:
    assert list(linux_only(words))


@pytest.mark.parametrize(
    "words", ["if hasattr(os, 'nice'):\n    os.nice(5)", "x = os.getuid() if os.name == 'posix' else 0"]
)
def test_what_asks_first_may(words: str) -> None:
    assert not list(linux_only(words))


def test_every_file_is_opened_with_its_encoding() -> None:
    """Windows reads in the code page of the machine where none is named."""
    options = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    code = (
        "import sys; sys.path.insert(0, '.'); from pathlib import Path; import export, intake; "
        "report = intake.read(Path('assets/example.json')); "
        "import tempfile; folder = Path(tempfile.mkdtemp()); "
        "[export.write(report, folder / f'out{suffix}') for suffix in export.WRITERS]"
    )
    done = subprocess.run([sys.executable, *options, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
