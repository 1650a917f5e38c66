// relay
// The floor: one thread, epoll, recvfrom and sendto, nothing looked at. Reads "legs p…" (the two far ends of each call, in pairs; each far end
// of a pair hears the other), prints "ports p…" in the same order, and relays until its stdin ends.
#include "wire.h"

enum { MAX_LEGS = 8000, BATCH = 128 };

static int fds[MAX_LEGS], far_ports[MAX_LEGS];
static struct sockaddr_in far_ends[MAX_LEGS];

// The first line comes with its own count of legs, since nobody told it before.
static int read_legs(void)
{
    int count = 0;
    if (scanf("legs %d", &count) != 1 || count < 2 || count > MAX_LEGS || count % 2) { fprintf(stderr, "expected the line 'legs COUNT p…'\n"); exit(2); }
    for (int i = 0; i < count; i++) if (scanf("%d", &far_ports[i]) != 1) { fprintf(stderr, "too few ports\n"); exit(2); }
    return count;
}

int main(void)
{
    struct epoll_event events[BATCH];
    uint8_t packet[2048];
    allow_many_files();
    int epoll = epoll_create1(0), count = read_legs();
    for (int i = 0; i < count; i++) {
        fds[i] = open_port(0);
        far_ends[i] = loopback(far_ports[i]);
        watch(epoll, fds[i], (uint32_t)i);
    }
    watch(epoll, STDIN_FILENO, UINT32_MAX);
    print_ports(fds, count);
    for (;;) {
        int n = epoll_wait(epoll, events, BATCH, -1);
        for (int i = 0; i < n; i++) {
            uint32_t id = events[i].data.u32;
            if (id == UINT32_MAX) {
                if (read(STDIN_FILENO, packet, sizeof packet) <= 0) return 0;
                continue;
            }
            struct sockaddr_in from;
            socklen_t length = sizeof from;
            ssize_t bytes = recvfrom(fds[id], packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&from, &length);
            if (bytes > 0) sendto(fds[id ^ 1], packet, (size_t)bytes, MSG_DONTWAIT, (struct sockaddr *)&far_ends[id ^ 1], sizeof far_ends[0]);
        }
    }
}
