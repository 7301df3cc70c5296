/* Stands between the program and the disk: counts, fails, breaks off or writes down what is written to watched files.

   Loaded with LD_PRELOAD. TORTURE_WATCH is the beginning of the paths that are watched; files ending in "-shm" are shared memory
   and no part of what a disk keeps. Everything else is told through `torture`, a page that parent and child share. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 3, NOTE = 4, UNLINK = 5 };

struct page {
    int64_t calls;      /* writes, syncs and truncations of watched files so far */
    int64_t fail_from;  /* the first call that fails, 0: none */
    int64_t fail_to;    /* the last one that fails */
    int64_t error;      /* with which errno */
    int64_t kill_at;    /* the call in the middle of which the process ends, 0: none */
    int64_t inside;     /* 1 while a call is under way */
    int64_t stage;      /* what the program says that it does */
    int64_t log;        /* where calls are written down, -1: nowhere */
};

struct entry { int64_t kind, offset, length, name_length; };

static struct page *torture;

struct page *torture_page(void)
{
    if (!torture) {
        torture = mmap(NULL, sizeof *torture, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        torture->log = -1;
    }
    return torture;
}

static int watched(int fd, char *path, size_t size)
{
    static const char *watch;
    char link[64], digits[16];
    int n = 0, at = 0;
    if (!torture) return 0;
    if (!watch) watch = getenv("TORTURE_WATCH");
    if (!watch || fd < 0) return 0;
    memcpy(link, "/proc/self/fd/", 14);
    do digits[n++] = '0' + fd % 10; while (fd /= 10);
    while (n) link[14 + at++] = digits[--n];
    link[14 + at] = 0;
    ssize_t length = readlink(link, path, size - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    size_t folder = strlen(watch) - 1;
    if ((size_t)length == folder && !strncmp(path, watch, folder)) return 1; /* the folder itself, which is synced, too */
    if (strncmp(path, watch, folder + 1)) return 0;
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static void put(const void *data, size_t length)
{
    while (length) {
        ssize_t done = syscall(SYS_write, (int)torture->log, data, length);
        if (done <= 0) _exit(97);
        data = (const char *)data + done;
        length -= done;
    }
}

static void write_down(int kind, const char *path, int64_t offset, const void *data, int64_t length)
{
    if (torture->log < 0) return;
    struct entry entry = { kind, offset, length, strlen(path) };
    put(&entry, sizeof entry);
    put(path, entry.name_length);
    if (data) put(data, length);
}

/* Before a call: whether it fails. */
static int fails(void)
{
    int64_t n = ++torture->calls;
    if (torture->fail_from && n >= torture->fail_from && n <= torture->fail_to) {
        errno = (int)torture->error;
        return 1;
    }
    return 0;
}

static int ends_here(void) { return torture->kill_at && torture->calls == torture->kill_at; }

static ssize_t raw_pwrite(int fd, const void *data, size_t length, off_t offset)
{
    return syscall(SYS_pwrite64, fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    char path[512];
    if (!watched(fd, path, sizeof path)) return raw_pwrite(fd, data, length, offset);
    if (fails()) return -1;
    torture->inside = 1;
    if (ends_here()) {
        raw_pwrite(fd, data, length / 2, offset);
        kill(getpid(), SIGKILL);
    }
    ssize_t done = raw_pwrite(fd, data, length, offset);
    if (done > 0) write_down(WRITE, path, offset, data, done);
    torture->inside = 0;
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length)
{
    char path[512];
    if (!watched(fd, path, sizeof path)) return syscall(SYS_write, fd, data, length);
    if (fails()) return -1;
    torture->inside = 1;
    if (ends_here()) {
        syscall(SYS_write, fd, data, length / 2);
        kill(getpid(), SIGKILL);
    }
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_write, fd, data, length);
    if (done > 0) write_down(WRITE, path, offset, data, done);
    torture->inside = 0;
    return done;
}

static int synced(int fd, long call)
{
    char path[512];
    if (!watched(fd, path, sizeof path)) return syscall(call, fd);
    if (fails()) return -1;
    torture->inside = 1;
    if (ends_here()) kill(getpid(), SIGKILL);
    int done = syscall(call, fd);
    if (!done) write_down(SYNC, path, 0, NULL, 0);
    torture->inside = 0;
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate64(int fd, off64_t length)
{
    char path[512];
    if (!watched(fd, path, sizeof path)) return syscall(SYS_ftruncate, fd, length);
    if (fails()) return -1;
    torture->inside = 1;
    if (ends_here()) kill(getpid(), SIGKILL);
    int done = syscall(SYS_ftruncate, fd, length);
    if (!done) write_down(TRUNCATE, path, 0, NULL, length);
    torture->inside = 0;
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path)
{
    const char *watch = getenv("TORTURE_WATCH");
    int ours = torture && watch && !strncmp(path, watch, strlen(watch));
    if (ours && fails()) return -1;
    if (ours && ends_here()) kill(getpid(), SIGKILL);
    int done = syscall(SYS_unlink, path);
    if (ours && !done) write_down(UNLINK, path, 0, NULL, 0);
    return done;
}

/* What the program says in between, in its place among the calls. */
void torture_note(const char *text) { write_down(NOTE, text, 0, NULL, 0); }
