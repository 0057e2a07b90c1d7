# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by ./dev: brings the machine and .venv to where the lock files want them; quick when they are there already.
# Sets nothing but functions; wants $root and $python.
# What a package is tried with: a display, a window manager, a keyboard, and somebody who watches for connections.
libraries_packaging='xvfb openbox xdotool strace imagemagick nsis'
# What makes a Debian with wine in a folder, and checks the signatures of what goes into the program for Windows.
libraries_windows='debootstrap openssl ca-certificates'
# What builds the libraries that are put under a process to break its disk.
libraries_faults='gcc libc6-dev'

say() { printf 'dev: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# What Qt loads without a display, and what it loads besides on one (xcb). The names are Debian's of before 2024;
# newer systems call some of them …t64.
libraries_offscreen='libglib2.0-0 libgl1 libegl1 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0 libx11-6'
libraries_xcb='libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0'

need_program() { # .venv with what the program imports, and Qt's libraries where a window can open
    installed requirements-dev.lock || need_lock requirements.lock
    if [ -n "${QT_QPA_PLATFORM:-}" ]; then
        need_libraries offscreen
    elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        need_libraries offscreen
        need_libraries xcb
    fi
}

need_tools() { need_lock requirements-dev.lock; } # .venv with what tests and checks import, too

stamp() { printf '%s\n' "$root" && cat "$root/$1"; } # a moved folder is not installed: its scripts name the old one
installed() { stamp "$1" | cmp -s - "$root/.venv/installed-$1"; }

need_lock() {
    if installed "$1"; then return; fi
    if command -v flock >/dev/null; then # two calls at once: the second waits, then finds it done
        exec 9>"$root/.venv.lock"
        flock -n 9 || { say "waiting for another ./dev to finish setting up"; flock 9; }
    fi
    installed "$1" || install_lock "$1"
    exec 9>&-
}

install_lock() {
    usable_venv || make_venv
    rm -f "$root"/.venv/installed-*
    : >"$root/.venv/unfinished"
    say "installing $(grep -c '^[a-z]' "$root/$1") Python packages of $1 into .venv (the first time a minute or two)"
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r "$root/$1" >&2 ||
        stop "pip could not install them; its reason is above. Run the same command again when that is mended"
    rm "$root/.venv/unfinished"
    stamp "$1" >"$root/.venv/installed-$1"
}

usable_venv() { # neither half made, nor made elsewhere, nor by a Python that is gone or too old
    [ ! -e "$root/.venv/unfinished" ] && grep -qsF "$root/.venv" "$root/.venv/bin/pip" && suitable "$python" pip
}

make_venv() {
    [ ! -L "$root/.venv" ] || stop ".venv is a link; what it leads to would be emptied: remove the link and run this again"
    find_python
    say "making .venv with $("$found" --version)"
    "$found" -m venv --clear "$root/.venv" || stop "could not make .venv; the reason is above"
}

find_python() { # into $found: a Python that PySide6 6.9.3 has wheels for, able to make a venv with pip in it
    suitable_python ensurepip && return
    if suitable_python sys; then
        install_packages "python$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    else
        install_python
    fi
    suitable_python ensurepip || stop "Python 3.11, 3.12 or 3.13 with venv and pip is needed; install one and run this again"
}

suitable_python() { # suitable_python MODULE
    for found in python3.11 python3.12 python3.13 python3; do
        if suitable "$found" "$1"; then return 0; fi
    done
    return 1
}

suitable() { # suitable PYTHON MODULE
    "$1" -c "import sys, $2; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" >/dev/null 2>&1
}

install_python() {
    refresh_packages
    for minor in 11 12 13; do
        if known_package "python3.$minor-venv"; then
            install_packages "python3.$minor-venv"
            return
        fi
    done
    stop "this system packages no Python 3.11, 3.12 or 3.13; install one and run this again"
}

need_compiler() { command -v cc >/dev/null || need_libraries faults; }

need_libraries() { # need_libraries offscreen|xcb|packaging|windows|faults
    [ ! -e "$root/.venv/libraries-$1" ] || return 0
    if command -v dpkg-query >/dev/null; then
        eval "wanted=\$libraries_$1"
        # shellcheck disable=SC2046,SC2086  # lists of names
        install_packages $(missing_packages $wanted)
    else
        say "no dpkg here: if something does not start, it needs what tools/setup.sh lists as libraries_$1"
    fi
    : >"$root/.venv/libraries-$1"
}

missing_packages() {
    for name in "$@"; do
        has_package "$name" || has_package "${name}t64" || echo "$name"
    done
}

has_package() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
known_package() { [ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null)" ]; }

install_packages() {
    [ $# -gt 0 ] || return 0
    refresh_packages
    names=''
    for name in "$@"; do
        if known_package "$name"; then names="$names $name"; else names="$names ${name}t64"; fi
    done
    may_install || stop "these system packages are missing; let an administrator run: apt-get update && apt-get install -y$names"
    say "installing with apt-get:$names"
    # shellcheck disable=SC2086  # a list of names
    as_root apt-get -o DPkg::Lock::Timeout=$patience install -y --no-install-recommends $names ||
        stop "apt-get could not install them; its reason is above"
}

# How long to wait for another program that has apt's locks: a first start that updates itself takes minutes. Of the lock
# of dpkg apt itself says who has it; of the one of the lists it would not wait.
patience=600
refreshed=''
refresh_packages() {
    command -v apt-get >/dev/null || stop "no apt-get here: install Python 3.11 to 3.13 with venv and pip, and run this again"
    if [ -n "$refreshed" ] || ! may_install; then return; fi
    refreshed=yes
    left=$patience
    until heard=$(as_root apt-get update 2>&1); do
        case $heard in *lists/lock*) ;; *) left=0 ;; esac
        if [ "$left" -le 0 ]; then
            say "the package lists could not be refreshed; going on with the old ones. $heard"
            return
        fi
        [ "$left" -lt "$patience" ] || say "another program is busy with the packages; waiting for it, at most $patience seconds"
        sleep 2
        left=$((left - 2))
    done
}

may_install() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@" >&2
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@" >&2
    fi
}
