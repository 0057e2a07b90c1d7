// Has the disk refuse (LD_PRELOAD): of the disk calls of some kinds on what is below one folder, those from a chosen one
// on fail with a chosen error, for a number of calls or until the disk is told to take them again.
//
// Files in shared memory (-shm) are left out: SQLite keeps its index of the log there, which is on no disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC = 2, CREATE = 4, RESIZE = 8, RENAME = 16, REMOVE = 32, FOLDER = 64, OPEN_TO_WRITE = 128 };

static char folder[4096];
static size_t folder_length; // 0: nothing is watched
static int kinds, error_given;
static long first, how_many; // the call that is refused first; how many from there on, 0 for all
static long calls, refused;

#define REAL(name)                                                                                                     \
    static __typeof__(name) *real;                                                                                     \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

// What the harness calls

void disk_refuse(const char *path, int which, int error, long from, long count) {
    snprintf(folder, sizeof folder, "%s/", path);
    kinds = which;
    error_given = error;
    first = from;
    how_many = count;
    calls = refused = 0;
    folder_length = strlen(folder);
}

void disk_take_all(void) { folder_length = 0; }

long disk_refused(void) { return refused; }

// Which calls are meant

static int is_below(const char *path) {
    return folder_length && !strncmp(path, folder, folder_length) && !strstr(path, "-shm");
}

static int names(const char *path) {
    if (!folder_length || !path) return 0;
    if (path[0] == '/') return is_below(path);
    char whole[8192], here[4096];
    if (!getcwd(here, sizeof here)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", here, path);
    return is_below(whole);
}

static int is_open_at(int fd) {
    if (!folder_length || fd < 0) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_below(path);
}

static int refuses(enum kind kind) { // a watched call: whether it fails, which sets errno
    if (!(kinds & kind)) return 0;
    long call = __sync_add_and_fetch(&calls, 1);
    if (call < first || (how_many && call >= first + how_many)) return 0;
    __sync_add_and_fetch(&refused, 1);
    errno = error_given;
    return 1;
}

static int refuses_to_open(const char *path, int flags) {
    if (!names(path)) return 0;
    if ((flags & O_CREAT) && access(path, F_OK)) return refuses(CREATE);
    return (flags & O_ACCMODE) != O_RDONLY && refuses(OPEN_TO_WRITE);
}

// The calls

#define MODE                                                                                                           \
    mode_t mode = 0;                                                                                                   \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                               \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }
#define OPENS(name)                                                                                                    \
    int name(const char *path, int flags, ...) {                                                                       \
        REAL(name);                                                                                                    \
        MODE return refuses_to_open(path, flags) ? -1 : real(path, flags, mode);                                       \
    }
#define OPENS_AT(name)                                                                                                 \
    int name(int at, const char *path, int flags, ...) {                                                               \
        REAL(name);                                                                                                    \
        MODE return refuses_to_open(path, flags) ? -1 : real(at, path, flags, mode);                                   \
    }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

#define ON_A_FILE(kind, type, name, parameters, arguments)                                                             \
    type name parameters {                                                                                             \
        REAL(name);                                                                                                    \
        return is_open_at(fd) && refuses(kind) ? -1 : real arguments;                                                  \
    }
ON_A_FILE(WRITE, ssize_t, write, (int fd, const void *data, size_t length), (fd, data, length))
ON_A_FILE(WRITE, ssize_t, pwrite, (int fd, const void *data, size_t length, off_t at), (fd, data, length, at))
ON_A_FILE(WRITE, ssize_t, pwrite64, (int fd, const void *data, size_t length, off64_t at), (fd, data, length, at))
ON_A_FILE(SYNC, int, fsync, (int fd), (fd))
ON_A_FILE(SYNC, int, fdatasync, (int fd), (fd))
ON_A_FILE(RESIZE, int, ftruncate, (int fd, off_t length), (fd, length))
ON_A_FILE(RESIZE, int, ftruncate64, (int fd, off64_t length), (fd, length))

#define ON_A_NAME(kind, name, path, parameters, arguments)                                                             \
    int name parameters {                                                                                              \
        REAL(name);                                                                                                    \
        return names(path) && refuses(kind) ? -1 : real arguments;                                                     \
    }
ON_A_NAME(RENAME, rename, new, (const char *old, const char *new), (old, new))
ON_A_NAME(RENAME, renameat, new, (int from, const char *old, int to, const char *new), (from, old, to, new))
ON_A_NAME(REMOVE, unlink, path, (const char *path), (path))
ON_A_NAME(REMOVE, unlinkat, path, (int at, const char *path, int flags), (at, path, flags))
ON_A_NAME(FOLDER, mkdir, path, (const char *path, mode_t mode), (path, mode))
