// Answers every query with one address, without looking anything up: what the kernel takes of a query, 64 at a time.
// loop PORT THREADS
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { BATCH = 64, SIZE = 4096, HEADER = 12 };

// The owner is a pointer to the question; class IN, 30 s, 192.0.2.1.
static const unsigned char ANSWER[] = {0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 192, 0, 2, 1};

// Writes the answer behind the question and moves what follows, an OPT record, behind it. Returns the length, 0 for no reply.
static size_t answer(unsigned char *message, size_t length) {
  size_t end = HEADER;
  while (end < length && message[end] != 0) end += 1 + message[end];
  end += 1 + 4;
  if (end > length || length + sizeof ANSWER > SIZE || message[2] & 0x80) return 0;
  memmove(message + end + sizeof ANSWER, message + end, length - end);
  memcpy(message + end, ANSWER, sizeof ANSWER);
  message[2] |= 0x84;  // a response, authoritative
  message[7] = 1;      // one answer
  return length + sizeof ANSWER;
}

static int listening(int port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int udp = socket(AF_INET, SOCK_DGRAM, 0), yes = 1;
  if (setsockopt(udp, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes) || bind(udp, (struct sockaddr *)&at, sizeof at)) {
    perror("loop: can't listen");
    exit(1);
  }
  return udp;
}

static void *serve(void *port) {
  static _Thread_local unsigned char octets[BATCH][SIZE];
  static _Thread_local struct sockaddr_in clients[BATCH];
  struct iovec parts[BATCH];
  struct mmsghdr messages[BATCH];
  int udp = listening(*(int *)port);
  for (;;) {
    for (int i = 0; i < BATCH; i++) {
      parts[i] = (struct iovec){octets[i], SIZE};
      messages[i].msg_hdr = (struct msghdr){
          .msg_name = &clients[i], .msg_namelen = sizeof clients[i], .msg_iov = &parts[i], .msg_iovlen = 1};
    }
    int came = recvmmsg(udp, messages, BATCH, MSG_WAITFORONE, NULL), replies = 0;
    for (int i = 0; i < came; i++) {
      size_t length = answer(octets[i], messages[i].msg_len);
      if (length == 0) continue;
      parts[i].iov_len = length;
      messages[replies++].msg_hdr = messages[i].msg_hdr;
    }
    for (int sent = 0; sent < replies;) {
      int now = sendmmsg(udp, messages + sent, replies - sent, 0);
      sent += now > 0 ? now : 1;  // a reply that can't be sent is lost
    }
  }
  return NULL;
}

int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "usage: loop PORT THREADS\n"), 2;
  int port = atoi(words[1]), threads = atoi(words[2]);
  pthread_t thread;
  for (int i = 1; i < threads; i++) pthread_create(&thread, NULL, serve, &port);
  serve(&port);
}
