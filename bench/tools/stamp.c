// stamp SUBJECT_PORT UAS_PORT
// Reads every UDP packet of the loopback interface (needs root) and stamps, by the kernel's clock, the first INVITE of each caller to the
// subject and the first INVITE of the same caller from there to the answering side. Callers are told apart by the user part of From.
// Prints "ready"; when stdin ends "result calls=… p50=… p99=… max=… (µs) repeated_in=… repeated_out=…".
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CALLS = 1 << 17, MAX_NAME = 32 };

struct call { char name[MAX_NAME]; int64_t in_ns, out_ns; };

static struct call calls[MAX_CALLS];
static double took[MAX_CALLS];
static long repeated_in, repeated_out;

static void fail(const char *what)
{
    fprintf(stderr, "%s: %s (packets are read as root only)\n", what, strerror(errno));
    exit(1);
}

static struct call *find(const char *name)
{
    uint32_t h = 2166136261u;
    for (const char *c = name; *c; c++) h = (h ^ (uint8_t)*c) * 16777619u;
    for (int i = 0; i < MAX_CALLS; i++) {
        struct call *c = &calls[(h + (uint32_t)i) % MAX_CALLS];
        if (!c->name[0]) strcpy(c->name, name);
        if (!strcmp(c->name, name)) return c;
    }
    fprintf(stderr, "more than %d callers\n", MAX_CALLS);
    exit(1);
}

// The user part of From's URI; empty when there is none.
static void caller_of(const char *message, char *name)
{
    const char *at = strcasestr(message, "\nFrom:"), *end;
    name[0] = 0;
    if (!at || !(at = strstr(at, "sip:")) || !(end = strpbrk(at, "@>;\r\n")) || *end != '@') return;
    at += 4;
    if (*at == '+') at++;
    if (end - at >= MAX_NAME) return;
    memcpy(name, at, (size_t)(end - at));
    name[end - at] = 0;
}

static void take(const char *message, int port, int subject, int uas, int64_t ns)
{
    char name[MAX_NAME];
    if (strncmp(message, "INVITE ", 7) || (port != subject && port != uas)) return;
    caller_of(message, name);
    if (!name[0]) return;
    struct call *c = find(name);
    int64_t *stamp = port == subject ? &c->in_ns : &c->out_ns;
    if (*stamp) { if (port == subject) repeated_in++; else repeated_out++; }
    else *stamp = ns;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_result(void)
{
    int n = 0;
    for (int i = 0; i < MAX_CALLS; i++) if (calls[i].in_ns && calls[i].out_ns) took[n++] = (double)(calls[i].out_ns - calls[i].in_ns) / 1000.0;
    qsort(took, (size_t)n, sizeof took[0], by_value);
    printf("result calls=%d p50=%.1f p99=%.1f max=%.1f repeated_in=%ld repeated_out=%ld\n", n, n ? took[n / 2] : 0, n ? took[(int)(n * 0.99)] : 0,
        n ? took[n - 1] : 0, repeated_in, repeated_out);
}

int main(int argc, char **argv)
{
    static char packet[65536];
    if (argc != 3) { fprintf(stderr, "stamp SUBJECT_PORT UAS_PORT\n"); return 2; }
    int subject = atoi(argv[1]), uas = atoi(argv[2]), on = 1, size = 8 << 20;
    int fd = socket(AF_PACKET, SOCK_DGRAM, htons(0x0800));
    struct sockaddr_ll lo = {.sll_family = AF_PACKET, .sll_protocol = htons(0x0800), .sll_ifindex = (int)if_nametoindex("lo")};
    if (fd < 0 || bind(fd, (struct sockaddr *)&lo, sizeof lo) < 0) fail("packet socket");
    if (setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) < 0) fail("SO_TIMESTAMPNS");
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    printf("ready\n");
    fflush(stdout);
    struct pollfd wait[2] = {{.fd = fd, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    for (;;) {
        poll(wait, 2, -1);
        if (wait[1].revents && read(STDIN_FILENO, packet, sizeof packet) <= 0) break;
        if (!(wait[0].revents & POLLIN)) continue;
        char control[64];
        struct sockaddr_ll from;
        struct iovec io = {packet, sizeof packet - 1};
        struct msghdr m = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &io, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
        ssize_t length = recvmsg(fd, &m, MSG_DONTWAIT);
        // On the loopback interface each packet is seen leaving and coming.
        if (length < 28 || from.sll_pkttype == PACKET_OUTGOING) continue;
        struct ip *ip = (struct ip *)packet;
        struct udphdr *udp = (struct udphdr *)(packet + ip->ip_hl * 4);
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        if (ip->ip_p != IPPROTO_UDP || !c || c->cmsg_type != SCM_TIMESTAMPNS) continue;
        struct timespec t;
        memcpy(&t, CMSG_DATA(c), sizeof t);
        packet[length] = 0;
        take((char *)(udp + 1), ntohs(udp->uh_dport), subject, uas, t.tv_sec * 1000000000LL + t.tv_nsec);
    }
    print_result();
    return 0;
}
