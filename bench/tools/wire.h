// What gen and relay share: loopback sockets, time, and how they talk to whoever runs them (lines of words on stdin and stdout).
#pragma once
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { MAX_LINE = 1 << 16, RECEIVE_BUFFER = 1 << 20 };

static inline void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

// Nanoseconds of the clock the kernel stamps packets with.
static inline int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static inline struct sockaddr_in loopback(int port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return a;
}

// A UDP socket on a loopback port, 0 for any free one; -1 when it is taken.
static inline int open_port(int port)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), size = RECEIVE_BUFFER;
    struct sockaddr_in a = loopback(port);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size) < 0) fail("socket");
    if (bind(fd, (struct sockaddr *)&a, sizeof a) == 0) return fd;
    if (errno != EADDRINUSE) fail("bind");
    close(fd);
    return -1;
}

// An RTP socket on an even port, and the RTCP socket above it.
static inline int open_pair(int *rtcp)
{
    static int next = 33000;
    for (; next < 60000; next += 2) {
        int rtp = open_port(next);
        if (rtp < 0) continue;
        *rtcp = open_port(next + 1);
        if (*rtcp >= 0) { next += 2; return rtp; }
        close(rtp);
    }
    fprintf(stderr, "no free ports\n");
    exit(1);
}

static inline int port_of(int fd)
{
    struct sockaddr_in a;
    socklen_t length = sizeof a;
    if (getsockname(fd, (struct sockaddr *)&a, &length) < 0) fail("getsockname");
    return ntohs(a.sin_port);
}

static inline void watch(int epoll, int fd, uint32_t id)
{
    struct epoll_event e = {.events = EPOLLIN, .data.u32 = id};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e) < 0) fail("epoll_ctl");
}

static inline void print_ports(const int *fds, int count)
{
    printf("ports");
    for (int i = 0; i < count; i++) printf(" %d", port_of(fds[i]));
    printf("\n");
    fflush(stdout);
}

// Reads one line "word n n n …" with exactly count numbers.
static inline void read_ports(const char *word, int *ports, int count)
{
    static char line[MAX_LINE];
    if (!fgets(line, sizeof line, stdin)) exit(0);
    char *at = strtok(line, " \n");
    if (!at || strcmp(at, word)) { fprintf(stderr, "expected the line '%s …'\n", word); exit(2); }
    for (int i = 0; i < count; i++) {
        at = strtok(NULL, " \n");
        if (!at) { fprintf(stderr, "expected %d ports, got %d\n", count, i); exit(2); }
        ports[i] = atoi(at);
    }
}

static inline void allow_many_files(void)
{
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) == 0) { r.rlim_cur = r.rlim_max; setrlimit(RLIMIT_NOFILE, &r); }
}
