#!/bin/sh
# Makes the .deb for systems older than this one (glibc 2.28: Debian 10, Ubuntu 20.04, UOS 20, Kylin V10), inside a Debian 11,
# and the one that is laid out for the store of UOS.
#
#   packaging/linux/in-debian-11.sh [FOLDER]      as root, on Debian; FOLDER keeps the Debian 11 for the next time
#
# Debian 11 has no Python 3.11 and too old an SQLite: both are compiled in it from the sources of Debian 12. What ties
# them to glibc 2.29 and 2.30 is six functions; older versions of five are asked for by name, the sixth is not used.
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
folder=${1:-$project/build/debian-11}
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)}  # where this machine gets its own packages
prefix=/opt/python3.11
say() { printf 'in-debian-11: %s\n' "$*" >&2; }
inside() { chroot "$folder" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

[ "$(id -u)" = 0 ] || { say "run it as root: it makes a system of its own"; exit 1; }
command -v debootstrap >/dev/null || { say "it needs debootstrap: apt-get install debootstrap"; exit 1; }
"$project/dev" help >/dev/null && [ -x "$project/.venv/bin/python" ] || { say "run ./dev test once: it sets .venv up"; exit 1; }

if [ ! -e "$folder/root/python-is-made" ]; then
    [ -e "$folder/etc/debian_version" ] || {
        say "a Debian 11 in $folder"
        debootstrap --variant=minbase bullseye "$folder" "$mirror" >&2
    }
    cp /etc/resolv.conf "$folder/etc/resolv.conf"
    printf 'deb %s bullseye main\ndeb-src %s bookworm main\n' "$mirror" "$mirror" >"$folder/etc/apt/sources.list"
    # shellcheck disable=SC1091,SC2086,SC2154
    libraries=$(root=$project python='' && . "$project/tools/setup.sh" && echo $libraries_offscreen $libraries_xcb)
    say "compilers, and the libraries that Qt needs"
    inside apt-get update >&2
    # shellcheck disable=SC2086  # a list of names
    inside apt-get install -y --no-install-recommends build-essential binutils ca-certificates tcl zlib1g-dev libffi-dev \
        libbz2-dev liblzma-dev libssl-dev libexpat1-dev libcups2 libxcb-glx0 $libraries >&2
    say "SQLite and Python (some minutes)"
    cat >"$folder/root/make-python.sh" <<'MAKE'
set -eux
prefix=$1
cat >/root/glibc-2.28.h <<'HEADER'
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
HEADER
old="-include /root/glibc-2.28.h"
rm -rf /usr/src/made "$prefix"
mkdir -p /usr/src/made/sqlite-build
cd /usr/src/made
apt-get source --download-only sqlite3 python3.11
dpkg-source -x sqlite3_*.dsc sqlite
dpkg-source -x python3.11_*.dsc python
cd sqlite-build
../sqlite/configure --prefix="$prefix" --disable-tcl --disable-readline --disable-static \
    CFLAGS="-O2 $old -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE"
make -j"$(nproc)" libsqlite3.la
make install || test -e "$prefix/lib/libsqlite3.so" # the shell of SQLite is not wanted and does not link
cd ../python
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c # Debian compiles it in, and then needs no such line
./configure --prefix="$prefix" --enable-shared --with-system-expat --with-ensurepip=no --without-static-libpython \
    ac_cv_func_sem_clockwait=no CFLAGS="$old" CPPFLAGS="-I$prefix/include" LDFLAGS="-L$prefix/lib -Wl,-rpath,$prefix/lib"
make -j"$(nproc)"
make install
"$prefix/bin/python3.11" -c 'import bz2, ctypes, decimal, lzma, pyexpat, sqlite3, zlib; print(sqlite3.sqlite_version)'
MAKE
    inside sh /root/make-python.sh $prefix >"$folder/root/make-python.log" 2>&1 ||
        { say "it did not work; see $folder/root/make-python.log"; exit 1; }
    : >"$folder/root/python-is-made"
fi

say "Python packages as locked"
old_enough=''
for name in 2014_x86_64 _2_28_x86_64 _2_27_x86_64 _2_26_x86_64 _2_24_x86_64 _2_17_x86_64 2010_x86_64 _2_12_x86_64 1_x86_64; do
    old_enough="$old_enough --platform manylinux$name"
done
mkdir -p "$folder/wheels"
# shellcheck disable=SC2086  # a list of options
"$project/.venv/bin/python" -m pip download --quiet --no-deps --require-hashes --only-binary=:all: $old_enough \
    --python-version 3.11 --implementation cp -d "$folder/wheels" -r "$project/requirements-dev.lock"
cp "$project/requirements-dev.lock" "$folder/wheels"
inside sh -c "$prefix/bin/python3.11 \$(echo /wheels/pip-[0-9]*.whl)/pip install --quiet --no-index --find-links /wheels \
    --require-hashes --no-warn-script-location --root-user-action ignore -r /wheels/requirements-dev.lock"

say "the package"
rm -rf "$folder/project"
mkdir "$folder/project"
tar -C "$project" --exclude=./.venv --exclude=./build --exclude=./dist --exclude=./.git -cf - . | tar -C "$folder/project" -xf -
inside $prefix/bin/python3.11 /project/tools/package.py --store /project/dist
for package in "$folder"/project/dist/*.deb; do # what a package depends on was read from the symbols of all its binaries
    glibc=$(dpkg-deb -f "$package" Depends | sed -n 's/.*libc6 (>= \([0-9.]*\)).*/\1/p')
    dpkg --compare-versions "${glibc:-unknown}" le 2.28 || { say "$package needs glibc ${glibc:-unknown}, not 2.28"; exit 1; }
done
mkdir -p "$project/dist/debian-11"
cp "$folder"/project/dist/*.deb "$project/dist/debian-11"
say "in $project/dist/debian-11; to use them in another, fresh Debian 11: ./dev test-package --in-debian-11"
