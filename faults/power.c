// Watches the disk calls on what is below one folder (LD_PRELOAD): writes them, with their data and in their order,
// into a record outside of it, and can end the process before, after or in the middle of one of them.
//
// Files in shared memory (-shm) are left out: SQLite builds them anew at every start and promises nothing of them.
// What could not be recorded is noted as such (U): a file mapped for writing. sendfile and copy_file_range fail,
// upon which everybody falls back to write.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum moment { BEFORE = 1, AFTER = 2, MIDDLE = 3 };

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char folder[4096];
static size_t folder_length;
static int record = -1;
static long calls, last_call;
static enum moment last_moment;

struct head {
    uint32_t kind, name_length;
    uint64_t inode, at, length;
};

#define REAL(name)                                                                                                     \
    static __typeof__(name) *real;                                                                                     \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

// What the harness calls

void power_watch(const char *path, const char *to) {
    snprintf(folder, sizeof folder, "%s/", path);
    folder_length = strlen(folder);
    calls = last_call = 0;
    record = to ? (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600) : -1;
}

void power_end_at(long call, int moment) {
    calls = 0;
    last_call = call;
    last_moment = (enum moment)moment;
}

void power_stop(void) {
    if (record >= 0) syscall(SYS_close, record);
    record = -1;
    folder_length = 0;
}

long power_calls(void) { return calls; }

// What is told

static void put(const void *data, size_t length) {
    for (const char *at = data; length > 0;) {
        long done = syscall(SYS_write, record, at, length);
        if (done <= 0) return;
        at += done;
        length -= (size_t)done;
    }
}

static void tell(char kind, const char *name, uint64_t inode, uint64_t at, const void *data, size_t length) {
    if (record < 0) return;
    struct head head = {(uint32_t)kind, (uint32_t)strlen(name), inode, at, length};
    put(&head, sizeof head);
    put(name, head.name_length);
    put(data, length);
}

void power_note(const char *words) {
    pthread_mutex_lock(&order);
    tell('N', words, 0, 0, "", 0);
    pthread_mutex_unlock(&order);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int due(enum moment moment) { // only a write has a middle: the next one serves
    return last_call && last_moment == moment && (moment == MIDDLE ? calls >= last_call : calls == last_call);
}

static void enter(void) {
    pthread_mutex_lock(&order);
    calls++;
    if (due(BEFORE)) die();
}

static void leave(void) {
    if (due(AFTER)) die();
    pthread_mutex_unlock(&order);
}

// What is watched

static int ends_with(const char *path, const char *end) {
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && !strcmp(path + length - tail, end);
}

static const char *below(const char *path) { // the name within the folder, or NULL
    if (!folder_length || strlen(path) + 1 < folder_length || strncmp(path, folder, folder_length - 1)) return NULL;
    if (path[folder_length - 1] == 0) return ".";
    if (path[folder_length - 1] != '/') return NULL;
    return ends_with(path, "-shm") || ends_with(path, "-shm (deleted)") ? NULL : path + folder_length;
}

static const char *of_file(int fd, char *room) { // the name under which an open file is known now
    if (!folder_length || fd < 0) return NULL;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, room, 4095);
    if (length <= 0) return NULL;
    room[length] = 0;
    return below(room);
}

static const char *of_path(int at, const char *path, char *room) {
    if (!folder_length || !path) return NULL;
    if (path[0] == '/') {
        snprintf(room, 4096, "%s", path);
        return below(room);
    }
    char start[2048] = "";
    if (at == AT_FDCWD) {
        if (!getcwd(start, sizeof start)) return NULL;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        long length = syscall(SYS_readlinkat, AT_FDCWD, link, start, sizeof start - 1);
        if (length <= 0) return NULL;
        start[length] = 0;
    }
    snprintf(room, 4096, "%s/%s", start, path);
    return below(room);
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_ino;
}

static uint64_t inode_at(int at, const char *path) {
    struct stat found;
    return fstatat(at, path, &found, AT_SYMLINK_NOFOLLOW) ? 0 : found.st_ino;
}

static int64_t size_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_size;
}

// Opening

static int opened(int at, const char *path, int flags, mode_t mode) {
    char room[4096];
    const char *name = flags & (O_CREAT | O_TRUNC) ? of_path(at, path, room) : NULL;
    if (!name) return (int)syscall(SYS_openat, at, path, flags, mode);
    uint64_t there = inode_at(at, path);
    if (there && !(flags & O_TRUNC)) return (int)syscall(SYS_openat, at, path, flags, mode);
    enter();
    int fd = (int)syscall(SYS_openat, at, path, flags, mode), reason = errno;
    if (fd >= 0 && !there) tell('C', name, inode_of(fd), 0, "", 0);
    else if (fd >= 0) tell('T', name, there, 0, "", 0);
    leave();
    errno = reason;
    return fd;
}

#define MODE                                                                                                           \
    mode_t mode = 0;                                                                                                   \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                               \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE return opened(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __openat_2(int at, const char *path, int flags) { return opened(at, path, flags, 0); }
int __openat64_2(int at, const char *path, int flags) { return opened(at, path, flags, 0); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

// Writing

static ssize_t written(int fd, const char *name, const void *data, size_t length, off_t at, int here) {
    enter();
    uint64_t inode = inode_of(fd);
    if (here) at = fcntl(fd, F_GETFL) & O_APPEND ? size_of(fd) : (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
    if (due(MIDDLE)) length = (length + 1) / 2;
    ssize_t done = here ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, at);
    int reason = errno;
    if (done > 0) tell('W', name, inode, (uint64_t)at, data, (size_t)done);
    if (due(MIDDLE)) die();
    leave();
    errno = reason;
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    char room[4096];
    const char *name = of_file(fd, room);
    return name ? written(fd, name, data, length, 0, 1) : syscall(SYS_write, fd, data, length);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    char room[4096];
    const char *name = of_file(fd, room);
    return name ? written(fd, name, data, length, at, 0) : syscall(SYS_pwrite64, fd, data, length, at);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return pwrite(fd, data, length, at); }

static ssize_t each(int fd, const struct iovec *parts, int count, off_t at, int here) { // a short count is allowed
    for (int i = 0; i < count; i++)
        if (parts[i].iov_len)
            return here ? write(fd, parts[i].iov_base, parts[i].iov_len)
                        : pwrite(fd, parts[i].iov_base, parts[i].iov_len, at);
    return 0;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    char room[4096];
    return of_file(fd, room) ? each(fd, parts, count, 0, 1) : real(fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    REAL(pwritev);
    char room[4096];
    return of_file(fd, room) ? each(fd, parts, count, at, 0) : real(fd, parts, count, at);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return pwritev(fd, parts, count, at); }

ssize_t sendfile(int to, int from, off_t *at, size_t count) {
    REAL(sendfile);
    char room[4096];
    if (!of_file(to, room)) return real(to, from, at, count);
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t count) { return sendfile(to, from, at, count); }
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t count, unsigned flags) {
    REAL(copy_file_range);
    char room[4096];
    if (!of_file(to, room)) return real(from, from_at, to, to_at, count, flags);
    errno = EXDEV;
    return -1;
}

void *mmap(void *where, size_t length, int protection, int flags, int fd, off_t at) {
    char room[4096];
    const char *name = (flags & MAP_SHARED) && (protection & PROT_WRITE) ? of_file(fd, room) : NULL;
    if (name) tell('U', name, 0, 0, "", 0);
    return (void *)syscall(SYS_mmap, where, length, protection, flags, fd, at);
}
void *mmap64(void *where, size_t length, int protection, int flags, int fd, off64_t at) {
    return mmap(where, length, protection, flags, fd, at);
}

// Sizes

int ftruncate(int fd, off_t length) {
    char room[4096];
    const char *name = of_file(fd, room);
    if (!name) return (int)syscall(SYS_ftruncate, fd, length);
    enter();
    int done = (int)syscall(SYS_ftruncate, fd, length), reason = errno;
    if (!done) tell('T', name, inode_of(fd), (uint64_t)length, "", 0);
    leave();
    errno = reason;
    return done;
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int truncate(const char *path, off_t length) {
    int fd = opened(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0) return -1;
    int done = ftruncate(fd, length), reason = errno;
    close(fd);
    errno = reason;
    return done;
}
int truncate64(const char *path, off64_t length) { return truncate(path, length); }

int posix_fallocate(int fd, off_t at, off_t length) {
    REAL(posix_fallocate);
    char room[4096];
    if (!of_file(fd, room)) return real(fd, at, length);
    return size_of(fd) < at + length && ftruncate(fd, at + length) ? errno : 0;
}
int posix_fallocate64(int fd, off64_t at, off64_t length) { return posix_fallocate(fd, at, length); }
int fallocate(int fd, int mode, off_t at, off_t length) {
    REAL(fallocate);
    char room[4096];
    if (!of_file(fd, room)) return real(fd, mode, at, length);
    errno = EOPNOTSUPP;
    return -1;
}
int fallocate64(int fd, int mode, off64_t at, off64_t length) { return fallocate(fd, mode, at, length); }

// Durability; sync_file_range promises nothing, and counts for nothing

static int synced(int fd, long number) {
    char room[4096];
    const char *name = of_file(fd, room);
    if (!name) return (int)syscall(number, fd);
    enter();
    tell('S', name, inode_of(fd), 0, "", 0); // the disk of the record is the record: nothing has to wait for another
    leave();
    return 0;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int all_synced(int result) {
    if (!folder_length) return result;
    enter();
    tell('A', "", 0, 0, "", 0);
    leave();
    return result;
}
void sync(void) {
    syscall(SYS_sync);
    all_synced(0);
}
int syncfs(int fd) { return all_synced((int)syscall(SYS_syncfs, fd)); }

// Names

#define NAMED(kind, at, path, call)                                                                                    \
    char room[4096];                                                                                                   \
    const char *name = of_path(at, path, room);                                                                        \
    if (!name) return (int)(call);                                                                                     \
    enter();                                                                                                           \
    int done = (int)(call), reason = errno;                                                                            \
    if (!done) tell(kind, name, kind == 'D' ? inode_at(at, path) : 0, 0, "", 0);                                       \
    leave();                                                                                                           \
    errno = reason;                                                                                                    \
    return done

int mkdirat(int at, const char *path, mode_t mode) { NAMED('D', at, path, syscall(SYS_mkdirat, at, path, mode)); }
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int unlinkat(int at, const char *path, int flags) { NAMED('X', at, path, syscall(SYS_unlinkat, at, path, flags)); }
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    struct stat found;
    if (lstat(path, &found)) return -1;
    return S_ISDIR(found.st_mode) ? rmdir(path) : unlink(path);
}

#define MOVED(kind, old_at, old, new_at, new, call)                                                                    \
    char room[4096], there[4096];                                                                                      \
    const char *from = of_path(old_at, old, there), *to = of_path(new_at, new, room);                                  \
    if (!from && !to) return (int)(call);                                                                              \
    enter();                                                                                                           \
    uint64_t inode = inode_at(old_at, old);                                                                            \
    int done = (int)(call), reason = errno;                                                                            \
    if (!done && from && to) tell(kind, from, inode, 0, to, strlen(to));                                               \
    else if (!done) tell('U', from ? from : to, inode, 0, "", 0);                                                      \
    leave();                                                                                                           \
    errno = reason;                                                                                                    \
    return done

int renameat2(int old_at, const char *old, int new_at, const char *new, unsigned flags) {
    MOVED('R', old_at, old, new_at, new, syscall(SYS_renameat2, old_at, old, new_at, new, flags));
}
int renameat(int old_at, const char *old, int new_at, const char *new) { return renameat2(old_at, old, new_at, new, 0); }
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int old_at, const char *old, int new_at, const char *new, int flags) {
    MOVED('L', old_at, old, new_at, new, syscall(SYS_linkat, old_at, old, new_at, new, flags));
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }
