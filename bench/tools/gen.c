// gen CALLS WARM_SECONDS SECONDS
// Both far ends of CALLS bridged calls: 172-byte RTP packets (PCMU, 20 ms) in both directions, paced by a tick of 1 ms, flows spread over
// the ticks. Each payload carries send time, flow, number, a pattern and a checksum over all of it, and each that comes back is verified.
// Talks: prints "ports p…" (two a call), reads "targets t…", prints "begin" and "end" around what is measured, then "result name=value …".
// A relay's RTCP reports are taken. Times are from just before sendto to the kernel's stamp of arrival at the other far end, so its own waiting does not count.
#include "wire.h"

enum { PACKET = 172, HEADER = 12, TICKS_PER_FRAME = 20, BATCH = 256, BUCKETS = 2000000, BUCKET_NS = 100 };

// What an event is about: a flow, an RTCP socket (its descriptor), or the clock.
static const uint32_t RTCP = 1u << 30, CLOCK = UINT32_MAX;

struct payload { int64_t sent_ns; uint32_t flow, number; uint64_t check; uint8_t pattern[136]; };
_Static_assert(sizeof(struct payload) == PACKET - HEADER, "payload");

struct flow { int fd; struct sockaddr_in target; uint32_t ssrc, next; uint8_t *seen; int shift_known; uint16_t shift; };

static struct flow *flows;
static int count;
static uint32_t warm_frames, all_frames;
static uint32_t *histogram;
static int64_t sent, received, foreign, corrupt, duplicate, renumbered, refused, ticks, late_ticks, max_ns;

static uint64_t mix(uint64_t h, uint64_t v) { h = (h ^ v) * 0x9E3779B97F4A7C15ULL; return h ^ (h >> 29); }

static uint64_t check_of(const struct payload *p)
{
    uint64_t h = mix(mix(1, (uint64_t)p->sent_ns), ((uint64_t)p->flow << 32) | p->number), v;
    for (size_t i = 0; i < sizeof p->pattern; i += 8) { memcpy(&v, p->pattern + i, 8); h = mix(h, v); }
    return h;
}

static void send_one(struct flow *f, uint32_t id)
{
    uint8_t packet[PACKET] = {0x80, 0};
    uint32_t number = f->next++;
    uint16_t sequence = htons((uint16_t)(number + id));
    uint32_t stamp = htonl(number * 160 + id), ssrc = htonl(f->ssrc);
    memcpy(packet + 2, &sequence, 2), memcpy(packet + 4, &stamp, 4), memcpy(packet + 8, &ssrc, 4);
    struct payload p = {.flow = id, .number = number};
    uint64_t v = mix(id, number);
    for (size_t i = 0; i < sizeof p.pattern; i += 8) { v = mix(v, i); memcpy(p.pattern + i, &v, 8); }
    p.sent_ns = now_ns();
    p.check = check_of(&p);
    memcpy(packet + HEADER, &p, sizeof p);
    if (sendto(f->fd, packet, PACKET, 0, (struct sockaddr *)&f->target, sizeof f->target) != PACKET) refused++;
    if (number >= warm_frames) sent++;
}

static void take(struct flow *f, uint32_t id, const uint8_t *packet, ssize_t length, int64_t arrived_ns)
{
    struct payload p;
    if (length != PACKET || packet[0] != 0x80 || (packet[1] & 0x7F) != 0) { foreign++; return; }
    memcpy(&p, packet + HEADER, sizeof p);
    if (p.check != check_of(&p) || p.flow != (id ^ 1) || p.number >= all_frames) { corrupt++; return; }
    if (p.number < warm_frames) return;
    if (f->seen[p.number]++) { duplicate++; return; }
    // A relay may number anew, but must go on with the numbers it began.
    uint16_t shift = (uint16_t)(((packet[2] << 8) | packet[3]) - (uint16_t)p.number);
    if (!f->shift_known) f->shift_known = 1, f->shift = shift;
    if (shift != f->shift) renumbered++, f->shift = shift;
    received++;
    int64_t took = arrived_ns - p.sent_ns;
    if (took > max_ns) max_ns = took;
    int64_t bucket = took < 0 ? 0 : took / BUCKET_NS;
    histogram[bucket >= BUCKETS ? BUCKETS - 1 : bucket]++;
}

static void receive(uint32_t id)
{
    uint8_t packet[2048], control[64];
    struct iovec io = {packet, sizeof packet};
    struct msghdr m = {.msg_iov = &io, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    ssize_t length = recvmsg(flows[id].fd, &m, 0);
    if (length < 0) return;
    int64_t arrived = now_ns();
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&m); c; c = CMSG_NXTHDR(&m, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
        struct timespec t;
        memcpy(&t, CMSG_DATA(c), sizeof t);
        arrived = t.tv_sec * 1000000000LL + t.tv_nsec;
    }
    take(&flows[id], id, packet, length, arrived);
}

static double percentile(double part)
{
    int64_t wanted = (int64_t)((double)received * part), seen = 0;
    for (int i = 0; i < BUCKETS; i++) if ((seen += histogram[i]) > wanted) return (double)i * BUCKET_NS / 1000.0;
    return 0;
}

// Everything that is due at a tick: the flows whose turn it is. Their places differ within a call, as those of two phones do.
static void tick(int64_t n)
{
    for (int i = 0; i < count; i++) if ((i * 7) % TICKS_PER_FRAME == n % TICKS_PER_FRAME) send_one(&flows[i], (uint32_t)i);
}

static int open_clock(int64_t *start)
{
    struct timespec t;
    int clock = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    clock_gettime(CLOCK_MONOTONIC, &t);
    *start = t.tv_sec * 1000000000LL + t.tv_nsec + 1000000;
    struct itimerspec every = {.it_interval = {0, 1000000}, .it_value = {*start / 1000000000, *start % 1000000000}};
    if (clock < 0 || timerfd_settime(clock, TFD_TIMER_ABSTIME, &every, NULL) < 0) fail("timerfd");
    return clock;
}

static void run(int epoll)
{
    struct epoll_event events[BATCH];
    int64_t start, done = 0, warm = (int64_t)warm_frames * TICKS_PER_FRAME, all = (int64_t)all_frames * TICKS_PER_FRAME;
    int clock = open_clock(&start);
    watch(epoll, clock, CLOCK);
    // Half a second more for what is still on its way.
    while (done < all + 500) {
        int n = epoll_wait(epoll, events, BATCH, -1);
        for (int i = 0; i < n; i++) {
            uint32_t what = events[i].data.u32;
            if (what < RTCP) { receive(what); continue; }
            // Reports are taken and left unread.
            if (what != CLOCK) { char report[2048]; (void)!recv((int)(what ^ RTCP), report, sizeof report, 0); continue; }
            uint64_t expired;
            if (read(clock, &expired, sizeof expired) != sizeof expired) continue;
            for (; expired > 0; expired--, done++) {
                if (done == warm) { printf("begin\n"); fflush(stdout); }
                if (done == all) { printf("end\n"); fflush(stdout); }
                if (done >= all) continue;
                if (done >= warm) ticks++, late_ticks += expired > 1;
                tick(done);
            }
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) { fprintf(stderr, "gen CALLS WARM_SECONDS SECONDS\n"); return 2; }
    count = atoi(argv[1]) * 2;
    warm_frames = (uint32_t)(atof(argv[2]) * 50);
    all_frames = warm_frames + (uint32_t)(atof(argv[3]) * 50);
    if (count < 2 || count > 8000 || all_frames <= warm_frames || all_frames > 1000000) { fprintf(stderr, "1 to 4000 calls, up to 20000 s\n"); return 2; }
    allow_many_files();
    flows = calloc((size_t)count, sizeof *flows);
    histogram = calloc(BUCKETS, sizeof *histogram);
    int *ports = calloc((size_t)count, sizeof *ports), *fds = calloc((size_t)count, sizeof *fds), epoll = epoll_create1(0), on = 1;
    for (int i = 0; i < count; i++) {
        int rtcp;
        fds[i] = flows[i].fd = open_pair(&rtcp);
        watch(epoll, rtcp, RTCP | (uint32_t)rtcp);
        if (setsockopt(fds[i], SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) < 0) fail("SO_TIMESTAMPNS");
        flows[i].ssrc = (uint32_t)mix(77, (uint64_t)i);
        flows[i].seen = calloc(all_frames, 1);
        watch(epoll, fds[i], (uint32_t)i);
    }
    print_ports(fds, count);
    read_ports("targets", ports, count);
    for (int i = 0; i < count; i++) flows[i].target = loopback(ports[i]);
    run(epoll);
    printf("result sent=%lld received=%lld corrupt=%lld foreign=%lld duplicate=%lld renumbered=%lld refused=%lld ticks=%lld late_ticks=%lld "
        "p50=%.1f p99=%.1f p999=%.1f max=%.1f\n", (long long)sent, (long long)received, (long long)corrupt, (long long)foreign, (long long)duplicate,
        (long long)renumbered, (long long)refused, (long long)ticks, (long long)late_ticks, percentile(0.5), percentile(0.99), percentile(0.999), (double)max_ns / 1000.0);
    return 0;
}
