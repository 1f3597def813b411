// Makes the calls for datagrams fail as the system rarely does. Preloaded into a JVM; FAULTY_CALLS names the file of two plans, for
// sending and for receiving, which the test writes while the calls go on. FaultyCalls.java has the same layout.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Each version of the C library has these, beside newer ones.
#ifdef __x86_64__
#define OLDEST "GLIBC_2.2.5"
#else
#define OLDEST "GLIBC_2.17"
#endif

enum { HALF = -1 };

struct plan {
  int error;  // what a faulty call fails with, or HALF: it takes half of what it was given
  int every;  // so many calls are one faulty one, or 0 for none
  int calls;
  int faults;
};

static struct plan *sends, *receives;
static void *(*system_dlsym)(void *, const char *);
static long (*system_call)(long, ...);

__attribute__((constructor)) static void begin(void) {
  system_dlsym = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", OLDEST);
  system_call = (long (*)(long, ...))dlvsym(RTLD_NEXT, "syscall", OLDEST);
  const char *path = getenv("FAULTY_CALLS");
  int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  void *plans = mmap(NULL, 2 * sizeof(struct plan), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (!system_dlsym || !system_call || plans == MAP_FAILED) abort();
  close(file);
  sends = plans;
  receives = sends + 1;
}

// Whether this call is a faulty one that fails; where it takes half, says so by the count.
static int fails(struct plan *plan, unsigned *count) {
  int call = __atomic_add_fetch(&plan->calls, 1, __ATOMIC_RELAXED);
  int every = __atomic_load_n(&plan->every, __ATOMIC_ACQUIRE);
  if (every == 0 || call % every != 0 || (plan->error == HALF && *count < 2)) return 0;
  __atomic_add_fetch(&plan->faults, 1, __ATOMIC_RELAXED);
  if (plan->error == HALF) {
    *count /= 2;
    return 0;
  }
  errno = plan->error;
  return 1;
}

int sendmmsg(int socket, struct mmsghdr *messages, unsigned count, int flags) {
  return fails(sends, &count) ? -1 : (int)system_call(SYS_sendmmsg, socket, messages, count, flags);
}

ssize_t sendto(int socket, const void *octets, size_t length, int flags, __CONST_SOCKADDR_ARG to, socklen_t to_length) {
  unsigned one = 1;
  return fails(sends, &one) ? -1 : system_call(SYS_sendto, socket, octets, length, flags, to, to_length);
}

int recvmmsg(int socket, struct mmsghdr *messages, unsigned count, int flags, struct timespec *wait) {
  return fails(receives, &count) ? -1 : (int)system_call(SYS_recvmmsg, socket, messages, count, flags, wait);
}

// Netty's way.
long syscall(long number, ...) {
  long a[6];
  va_list arguments;
  va_start(arguments, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_sendmmsg) return sendmmsg((int)a[0], (void *)a[1], (unsigned)a[2], (int)a[3]);
  if (number == SYS_recvmmsg) return recvmmsg((int)a[0], (void *)a[1], (unsigned)a[2], (int)a[3], (void *)a[4]);
  return system_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

// Java's way: it looks for the C library's own.
void *dlsym(void *library, const char *name) {
  if (strcmp(name, "sendmmsg") == 0) return (void *)sendmmsg;
  if (strcmp(name, "recvmmsg") == 0) return (void *)recvmmsg;
  return system_dlsym(library, name);
}
