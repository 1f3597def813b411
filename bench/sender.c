// Sends DNS queries to a server on loopback, and says how long their replies took.
//
// open: on a clock, so many a second, whatever comes back. A reply's time begins when its query should have been sent, so a server
// that makes the sender wait, or a sender that is late, does not hide it.
// closed: as many as are to be on the way at once; a reply's time begins when its query is sent.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 32, SIZE = 4096, IDS = 1 << 16, FINE = 7, BUCKETS = 64 << FINE };
#define SECOND INT64_C(1000000000)
#define TIMEOUT SECOND

typedef struct {
  uint64_t counts[BUCKETS];
  uint64_t total;
} Times;

static struct { unsigned char *octets; size_t length; } *messages;
static size_t message_count;
static int *flows, flow_count;

// The query with the number n has the ID n % IDS. Those from `oldest` on may still be answered.
static struct { int64_t due; bool waits; } queries[IDS];
static unsigned long next, oldest, waiting, answered, lost, wrong, unsent;
static int64_t last_reply;
static Times latencies, delays;

static void fail(const char *what) {
  fprintf(stderr, "sender: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

// Buckets are exact below 2^(FINE + 1) ns and less than 1 % wide above.
static void take_down(Times *times, int64_t nanos) {
  uint64_t value = nanos > 0 ? nanos : 0;
  int shift = value >> (FINE + 1) ? 63 - FINE - __builtin_clzll(value) : 0;
  times->counts[((uint64_t)shift << FINE) + (value >> shift)]++;
  times->total++;
}

// In microseconds.
static double percentile(const Times *times, double share) {
  uint64_t seen = 0;
  for (size_t i = 0; i < BUCKETS; i++) {
    seen += times->counts[i];
    if (times->total == 0 || seen < share * times->total) continue;
    int shift = i >> (FINE + 1) ? (i >> FINE) - 1 : 0;
    return (double)((i - ((size_t)shift << FINE)) << shift) / 1000;
  }
  return 0;
}

// A file as dnsperf -B reads it: each message behind its length of two octets.
static void read_messages(const char *path) {
  FILE *file = fopen(path, "rb");
  unsigned char head[2];
  if (!file) fail(path);
  while (fread(head, 1, 2, file) == 2) {
    size_t length = head[0] << 8 | head[1];
    unsigned char *octets = malloc(length + 1);
    messages = realloc(messages, (message_count + 1) * sizeof *messages);
    if (!octets || !messages || length < 12 || fread(octets, 1, length, file) != length) fail(path);
    messages[message_count].octets = octets;
    messages[message_count++].length = length;
  }
  fclose(file);
  if (message_count == 0) fail(path);
}

static int connect_flows(int port, int count) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int readable = epoll_create1(0), octets = 1 << 20;
  flows = calloc(count, sizeof *flows);
  for (flow_count = 0; flow_count < count; flow_count++) {
    int flow = flows[flow_count] = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = flow};
    setsockopt(flow, SOL_SOCKET, SO_RCVBUF, &octets, sizeof octets);
    if (flow < 0 || connect(flow, (struct sockaddr *)&at, sizeof at)) fail("can't connect");
    if (epoll_ctl(readable, EPOLL_CTL_ADD, flow, &event)) fail("epoll_ctl");
  }
  return readable;
}

// Those that were not answered in time are lost; so is the oldest one long before its ID is used again.
static void expire(int64_t time) {
  for (; oldest < next; oldest++) {
    if (!queries[oldest % IDS].waits) continue;
    if (queries[oldest % IDS].due + TIMEOUT > time && next - oldest < IDS / 2) return;
    queries[oldest % IDS].waits = false;
    waiting--;
    lost++;
  }
}

// Returns whether it went.
static bool send_query(int64_t due) {
  size_t message = next % message_count;
  uint16_t id = htons(next % IDS);
  struct iovec parts[] = {{&id, 2}, {messages[message].octets + 2, messages[message].length - 2}};
  if (writev(flows[next % flow_count], parts, 2) < 0) {
    if (errno != EAGAIN && errno != ENOBUFS && errno != EINTR) fail("can't send");
    return false;
  }
  queries[next % IDS].due = due;
  queries[next++ % IDS].waits = true;
  waiting++;
  return true;
}

static void take(const unsigned char *reply, size_t length, int64_t time) {
  if (length < 12) return;
  size_t id = reply[0] << 8 | reply[1];
  if (!queries[id].waits) return;
  queries[id].waits = false;
  waiting--;
  answered++;
  bool right = (reply[2] & 0x80) && (reply[3] & 0xf) == 0 && (reply[6] | reply[7]) != 0;
  if (!right) wrong++;
  take_down(&latencies, time - queries[id].due);
  last_reply = time;
}

// Returns whether anything came.
static bool receive(int readable) {
  static unsigned char octets[BATCH][SIZE];
  static struct iovec parts[BATCH];
  static struct mmsghdr in[BATCH];
  struct epoll_event events[BATCH];
  int ready = epoll_wait(readable, events, BATCH, 0);
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){octets[i], SIZE};
    in[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
  }
  for (int flow = 0; flow < ready; flow++) {
    int came = recvmmsg(events[flow].data.fd, in, BATCH, 0, NULL);
    if (came < 0 && errno != EAGAIN && errno != EINTR) fail("the server is gone");
    int64_t time = now();
    for (int i = 0; i < came; i++) take(octets[i], in[i].msg_len, time);
  }
  return ready > 0;
}

static void sleep_until(int readable, int64_t time) {
  int64_t left = time - now();
  if (left <= 0) return;
  struct timespec span = {left / SECOND, left % SECOND};
  struct pollfd poll = {.fd = readable, .events = POLLIN};
  ppoll(&poll, 1, &span, NULL);
}

static void run_open(int readable, uint64_t rate, int64_t seconds, bool spins) {
  uint64_t total = rate * seconds;
  int64_t begin = now() + SECOND / 100, due = begin, time = begin;
  // A sender that can't keep up ends all the same.
  int64_t end = begin + (seconds + 1) * SECOND;
  while (next < total || waiting > 0) {
    for (int burst = 0; next < total && due <= time && burst < BATCH && send_query(due); burst++) {
      take_down(&delays, now() - due);
      due = begin + next * SECOND / rate;
    }
    if (!receive(readable) && !spins && due > time) sleep_until(readable, due);
    time = now();
    expire(time);
    if (time > end) {
      unsent += total - next;
      total = next;
    }
    if (next == total) due = time + SECOND / 1000;
  }
}

static void run_closed(int readable, uint64_t outstanding, int64_t seconds, bool spins) {
  int64_t time = now(), end = time + seconds * SECOND;
  while (time < end || waiting > 0) {
    for (int burst = 0; time < end && waiting < outstanding && burst < BATCH && send_query(now()); burst++) {}
    if (!receive(readable) && !spins && (waiting >= outstanding || time >= end)) sleep_until(readable, time + SECOND / 1000);
    time = now();
    expire(time);
  }
}

int main(int count, char **words) {
  if (count != 8) {
    fprintf(stderr, "usage: sender PORT MESSAGES SECONDS FLOWS spin|sleep open RATE\n"
                    "       sender PORT MESSAGES SECONDS FLOWS spin|sleep closed OUTSTANDING\n");
    return 2;
  }
  int64_t seconds = atoll(words[3]), number = atoll(words[7]);
  bool spins = strcmp(words[5], "spin") == 0, open = strcmp(words[6], "open") == 0;
  if (seconds < 1 || number < 1 || atoi(words[4]) < 1 || (!open && number > IDS / 4)) {
    return fprintf(stderr, "sender: numbers are 1 or more, and at most %d on the way\n", IDS / 4), 2;
  }
  prctl(PR_SET_TIMERSLACK, 1);
  read_messages(words[2]);
  int readable = connect_flows(atoi(words[1]), atoi(words[4]));
  int64_t begin = now();
  (open ? run_open : run_closed)(readable, number, seconds, spins);
  double took = last_reply > begin ? (double)(last_reply - begin) / SECOND : seconds;
  printf("{\"answered\": %lu, \"lost\": %lu, \"unsent\": %lu, \"wrong\": %lu,", answered, lost, unsent, wrong);
  printf(" \"rate\": %.1f,", answered / took);
  printf(" \"p50\": %.2f, \"p99\": %.2f,", percentile(&latencies, .5), percentile(&latencies, .99));
  printf(" \"p999\": %.2f, \"late99\": %.2f}\n", percentile(&latencies, .999), percentile(&delays, .99));
}
