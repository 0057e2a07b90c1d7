"""./dev sets a machine up: once, completely, and saying what only an administrator can do."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.systems import needs_shell

ROOT = Path(__file__).parent.parent
LOCK = "requirements.lock"
FULL_SET = {"libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libfreetype6", "libdbus-1-3", "libxkbcommon0"}

# A Python that only notes what it is asked; where the environment has BROKEN, it cannot install.
PYTHON = """#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
    *"-m venv"*) eval "folder=\\${$#}"; rm -rf "$folder"; mkdir -p "$folder/bin"
        cp "$0" "$folder/bin/python"; echo "$folder" >"$folder/bin/pip" ;;
    *"pip install"*) [ -z "${BROKEN:-}" ] ;;
esac
"""

pytestmark = needs_shell


class Machine:
    """A project folder with a blank in its name, on a machine that has only the commands given to it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "my project"
        self.bin = folder / "bin"
        self.log = folder / "log"
        self.bin.mkdir()
        (self.root / "tools").mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "setup.sh", self.root / "tools")
        (self.root / LOCK).write_text("filelock==1 \\\n    --hash=sha256:00\n", "utf-8")
        for name in ("sh", "cat", "cmp", "rm", "mkdir", "cp", "grep", "env"):
            (self.bin / name).symlink_to(str(shutil.which(name)))
        self.give("python3.11", PYTHON)

    def give(self, name: str, script: str) -> None:
        (self.bin / name).write_text(script, "utf-8")
        (self.bin / name).chmod(0o755)

    def run(self, words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Call functions of setup.sh as ./dev does."""
        script = f'set -eu; root="$ROOT"; python="$root/.venv/bin/python"; . "$root/tools/setup.sh"; {words}'
        return subprocess.run(
            [str(self.bin / "sh"), "-c", script],
            env={"PATH": str(self.bin), "ROOT": str(self.root), "LOG": str(self.log)} | environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def calls(self, word: str) -> int:
        """Count the noted calls that have `word` in them, and forget all."""
        noted = self.log.read_text("utf-8") if self.log.exists() else ""
        self.log.unlink(missing_ok=True)
        return noted.count(word)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_second_call_calls_nothing(machine: Machine) -> None:
    assert machine.run(f"need_lock {LOCK}").returncode == 0
    assert machine.calls("pip install") == 1
    assert machine.run(f"need_lock {LOCK}").stderr == ""
    assert machine.calls("python") == 0


def test_a_changed_lock_is_installed_into_the_same_venv(machine: Machine) -> None:
    machine.run(f"need_lock {LOCK}")
    machine.calls("")
    (machine.root / LOCK).write_text("filelock==2 \\\n    --hash=sha256:00\n", "utf-8")
    machine.run(f"need_lock {LOCK}")
    noted = machine.log.read_text("utf-8")
    assert "pip install" in noted
    assert "-m venv" not in noted


def test_what_broke_off_is_made_anew(machine: Machine) -> None:
    broken = machine.run(f"need_lock {LOCK}", BROKEN="yes")
    assert broken.returncode == 1
    assert "pip could not install" in broken.stderr
    machine.calls("")
    assert machine.run(f"need_lock {LOCK}").returncode == 0
    assert machine.calls("-m venv") == 1


def test_a_moved_project_is_set_up_anew(machine: Machine) -> None:
    machine.run(f"need_lock {LOCK}")
    machine.calls("")
    machine.root = machine.root.rename(machine.root.parent / "elsewhere")
    machine.run(f"need_lock {LOCK}")
    assert machine.calls("-m venv") == 1


def test_newer_names_of_libraries_count(machine: Machine) -> None:
    machine.give("dpkg-query", '#!/bin/sh\ncase "$4" in *t64 | libgl1) printf installed ;; *) exit 1 ;; esac\n')
    found = machine.run("missing_packages libgl1 libglib2.0-0")
    assert found.stdout == ""


def test_without_rights_it_says_what_an_administrator_must_run(machine: Machine) -> None:
    machine.run(f"need_lock {LOCK}")
    machine.give("dpkg-query", "#!/bin/sh\nexit 1\n")
    machine.give("apt-cache", '#!/bin/sh\necho "Package: $3"\n')
    machine.give("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n')
    machine.give("id", "#!/bin/sh\necho 1000\n")
    refused = machine.run("need_libraries offscreen")
    assert refused.returncode == 1
    named = set(refused.stderr.partition("apt-get install -y")[2].split())
    assert named >= FULL_SET
    assert machine.calls("apt-get") == 0


def test_as_root_it_installs_what_is_missing_and_only_once(machine: Machine) -> None:
    machine.run(f"need_lock {LOCK}")
    machine.calls("")
    machine.give("dpkg-query", '#!/bin/sh\ncase "$4" in libegl1*) exit 1 ;; *) printf installed ;; esac\n')
    machine.give("apt-cache", '#!/bin/sh\necho "Package: $3"\n')
    machine.give("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n')
    machine.give("id", "#!/bin/sh\necho 0\n")
    machine.run("need_libraries offscreen")
    told = machine.log.read_text("utf-8").splitlines()
    assert told == [
        "apt-get update",
        "apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends libegl1",
    ]
    machine.calls("")
    machine.run("need_libraries offscreen")
    assert machine.calls("apt-get") == 0


@pytest.mark.parametrize(
    "said, calls, told",
    [
        ("E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)", 3, "waiting for it"),
        ("E: Some index files failed to download.", 1, "going on with the old ones. E: Some index"),
    ],
)
def test_it_waits_for_a_lock_and_for_nothing_else(machine: Machine, said: str, calls: int, told: str) -> None:
    machine.give(
        "apt-get",
        f'#!/bin/sh\necho apt-get >>"$LOG"\n[ "$(grep -c . "$LOG")" -ge 3 ] || {{ echo "{said}" >&2; exit 100; }}\n',
    )
    machine.give("id", "#!/bin/sh\necho 0\n")
    machine.give("sleep", "#!/bin/sh\n")
    heard = machine.run("refresh_packages")
    assert machine.calls("apt-get") == calls
    assert heard.stderr.count(told) == 1


def test_a_compiler_is_installed_where_none_is(machine: Machine) -> None:
    machine.run(f"need_lock {LOCK}")
    machine.calls("")
    machine.give("dpkg-query", "#!/bin/sh\nexit 1\n")
    machine.give("apt-cache", '#!/bin/sh\necho "Package: $3"\n')
    machine.give("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n')
    machine.give("id", "#!/bin/sh\necho 0\n")
    machine.run("need_compiler")
    assert machine.log.read_text("utf-8").splitlines()[-1].endswith("--no-install-recommends gcc libc6-dev")
    machine.calls("")
    (machine.root / ".venv" / "libraries-faults").unlink()
    machine.give("cc", "#!/bin/sh\n")
    machine.run("need_compiler")
    assert machine.calls("apt-get") == 0


def test_help_names_every_command() -> None:
    dispatched = re.findall(r"^    ([a-z-]+)(?: \|.*)?\)", (ROOT / "dev").read_text("utf-8"), re.MULTILINE)
    told = subprocess.run(["sh", "./dev", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert dispatched
    assert re.findall(r"^\./dev ([a-z-]+)", told, re.MULTILINE) == dispatched


def test_an_unknown_command_fails() -> None:
    told = subprocess.run(["sh", "./dev", "tset"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "tset" in told.stderr
