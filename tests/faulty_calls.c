/* Loaded with LD_PRELOAD: system calls that change files below FAULT_ROOT fail from the FAULT_FIRST-th on, FAULT_COUNT
   of them, with FAULT_ERRNO; or write fewer bytes than given if FAULT_ERRNO is 0. FAULT_LOG gets the number of calls. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls = 0;
static int busy = 0;

static long read_number(const char *name, long other) {
    const char *text = getenv(name);
    return text ? atol(text) : other;
}

static int is_below_root(const char *path) {
    const char *root = getenv("FAULT_ROOT");
    char here[PATH_MAX];
    if (!root || !path) return 0;
    if (path[0] == '/') return !strncmp(path, root, strlen(root));
    return getcwd(here, sizeof here) && !strncmp(here, root, strlen(root));
}

static int is_file_below_root(int fd) {
    char link[64], path[PATH_MAX];
    ssize_t size;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return path[0] == '/' && is_below_root(path);  /* and no pipe or socket */
}

/* Whether this call is one of those that fail; sets errno. */
static int fails(const char *name, int is_write) {
    long first = read_number("FAULT_FIRST", 0), count = read_number("FAULT_COUNT", 1);
    int number = (int)read_number("FAULT_ERRNO", ENOSPC), due;
    if (busy || (number == 0 && !is_write)) return 0;
    busy = 1;
    calls++;
    const char *log = getenv("FAULT_LOG");
    if (log && first == 0) {
        FILE *file = fopen(log, "a");
        if (file) { fprintf(file, "%s\n", name); fclose(file); }
    }
    busy = 0;
    due = first > 0 && calls >= first && calls < first + count;
    if (due) errno = number;
    return due;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t size) {
    if (!busy && is_file_below_root(fd) && fails("write", 1)) {
        if (errno) return -1;
        return REAL(write)(fd, data, size > 1 ? size / 2 : size);
    }
    return REAL(write)(fd, data, size);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    if (!busy && is_file_below_root(fd) && fails("pwrite", 1)) {
        if (errno) return -1;
        return REAL(pwrite64)(fd, data, size > 1 ? size / 2 : size, at);
    }
    return REAL(pwrite64)(fd, data, size, at);
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) {
    if (is_file_below_root(to) && fails("sendfile", 1)) {
        if (errno) return -1;
        return REAL(sendfile)(to, from, at, size > 1 ? 1000 : size);
    }
    return REAL(sendfile)(to, from, at, size);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    if (is_file_below_root(to) && fails("sendfile", 1)) {
        if (errno) return -1;
        return REAL(sendfile64)(to, from, at, size > 1 ? 1000 : size);
    }
    return REAL(sendfile64)(to, from, at, size);
}
#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below_root(path) && fails("open", 0)) return -1; \
        return REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
#define CALL(name, parameters, arguments, path) \
    int name parameters { \
        if (is_below_root(path) && fails(#name, 0)) return -1; \
        return REAL(name) arguments; \
    }
CALL(rename, (const char *a, const char *b), (a, b), a)
CALL(renameat2, (int x, const char *a, int y, const char *b, unsigned f), (x, a, y, b, f), a)
CALL(link, (const char *a, const char *b), (a, b), b)
CALL(linkat, (int x, const char *a, int y, const char *b, int f), (x, a, y, b, f), b)
CALL(mkdir, (const char *a, mode_t m), (a, m), a)
CALL(unlink, (const char *a), (a), a)
CALL(rmdir, (const char *a), (a), a)
