using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Tests.Media.Streams;

/// <summary>Packets with arrival times of a made-up network go in, a frame comes out each 20 ms: what does a listener get?</summary>
[Trait("Kind", "Unit")]
public sealed class JitterBufferTests
{
    private const int FrameMs = 20;

    [Fact]
    public void SteadyLine_EveryFrameComesOnceInOrderAfterAtMost40Milliseconds()
    {
        var heard = Listen(Packets(500, _ => 0));
        AssertSpoken(heard, 1, 499);
        Assert.InRange(heard.WorstDelayMs, 0, 40);
        Assert.Equal(40, heard.LastDelayMs);
    }

    [Fact]
    public void Reordering_WithinTheDelay_IsPutRight()
    {
        var heard = Listen(Packets(500, n => n % 4 == 1 ? 25 : 0));
        AssertSpoken(heard, 20, 490);
    }

    [Fact]
    public void Jitter_OfSixtyMilliseconds_IsAbsorbedOnceLearnt()
    {
        var random = new Random(5);
        var heard = Listen(Packets(1500, _ => random.Next(0, 60)));
        var lost = Enumerable.Range(200, 1200).Except(heard.Values).Count();
        Assert.InRange(lost, 0, 12);
        Assert.Equal(heard.Values.Order(), heard.Values);
        Assert.InRange(heard.WorstDelayMs, 40, 120);
    }

    [Fact]
    public void Jitter_ThatCalms_ShortensTheDelayAgain()
    {
        var random = new Random(5);
        var heard = Listen(Packets(2500, n => n < 1000 ? random.Next(0, 80) : 0));
        Assert.InRange(heard.WorstDelayMs, 60, 120);
        Assert.InRange(heard.LastDelayMs, 0, 60);
    }

    [Fact]
    public void Loss_IsHalfAsLoudEachTimeAndThenSilent()
    {
        var heard = Listen(Packets(300, n => n is 50 or (>= 100 and < 110) ? null : 0, value: _ => 8000));
        var softer = heard.Frames.Where(frame => frame is not 8000).ToList();
        Assert.Equal([0, 0, 4000, 4000, 2000, 1000, 0, 0, 0, 0, 0, 0, 0], softer.Take(13));
    }

    [Fact]
    public void Loss_TakesNoTime()
    {
        var random = new Random(8);
        var heard = Listen(Packets(1000, _ => random.Next(100) < 10 ? null : 0));
        Assert.Equal(1000 + 3, heard.Frames.Count, 4.0);
        Assert.InRange(heard.LastDelayMs, 0, 60);
    }

    [Fact]
    public void Duplicates_AreHeardOnce()
    {
        var packets = Packets(300, _ => 0).SelectMany(packet => new[] { packet, packet with { ArrivesMs = packet.ArrivesMs + 7 } });
        AssertSpoken(Listen(packets), 1, 299);
    }

    [Fact]
    public void Stall_FollowedByABurst_LeavesAtMost120Milliseconds()
    {
        var heard = Listen(Packets(1500, n => n is >= 200 and < 225 ? (225 - n) * FrameMs : 0));
        Assert.InRange(heard.WorstDelayMs, 40, 120);
        Assert.InRange(heard.LastDelayMs, 0, 60);
        AssertSpoken(heard, 1000, 1490);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(-0.001)]
    public void ClockThatDrifts_IsFollowed(double drift)
    {
        var heard = Listen(Packets(6000, n => (int)(n * FrameMs * drift)));
        Assert.InRange(Enumerable.Range(10, 5900).Except(heard.Values).Count(), 0, 16);
        Assert.InRange(heard.WorstDelayMs, 20, 60);
    }

    [Fact]
    public void TimestampThatStoodStillInAPause_BeginsAnew()
    {
        var packets = Packets(500, n => n < 200 ? 0 : 600);
        var heard = Listen(packets);
        AssertSpoken(heard, 210, 499);
        Assert.InRange(heard.LastDelayMs, 0, 60);
    }

    [Fact]
    public void TimestampThatJumps_BeginsAnew()
    {
        var packets = Packets(400, _ => 0).Select(packet => packet.Value < 200 ? packet : packet with { Timestamp = packet.Timestamp + 3_000_000_000 });
        AssertSpoken(Listen(packets), 201, 399);
    }

    [Fact]
    public void PacketsOfOddLengths_MakeWholeFrames()
    {
        var buffer = new JitterBuffer();
        var frame = new short[160];
        Span<short> ramp = stackalloc short[2000];
        for (var i = 0; i < ramp.Length; i++) ramp[i] = (short)(i + 1);
        var heard = new List<short>();
        for (var (at, length) = (0, 37); at + length <= 1000; at += length, length = 37 + (at % 61))
        {
            buffer.Put(4_294_967_000 + (uint)at, false, ramp.Slice(at, length));
            if (at / 160 != (at + length) / 160 && buffer.TryTake(frame)) heard.AddRange(frame);
        }

        Assert.Equal(Enumerable.Range(1, heard.Count - 320), heard.Skip(320).Select(sample => (int)sample));
    }

    [Fact]
    public void BeforeTheFirstPacket_NothingIsHeard() => Assert.False(new JitterBuffer().TryTake(new short[160]));

    private static void AssertSpoken(Heard heard, int from, int to) =>
        Assert.Equal(Enumerable.Range(from, to - from), heard.Values.Where(value => value >= from && value < to));

    /// <summary>Packets of one stream, each filled with its number; null arrives never.</summary>
    private static List<Packet> Packets(int count, Func<int, int?> lateMs, Func<int, short>? value = null) =>
    [
        .. Enumerable.Range(1, count)
            .Select(n => (n, Late: lateMs(n)))
            .Where(one => one.Late is not null)
            .Select(one => new Packet((one.n * FrameMs) + 3 + one.Late!.Value, 77u + (uint)(one.n * 160), value?.Invoke(one.n) ?? (short)one.n)),
    ];

    private static Heard Listen(IEnumerable<Packet> packets)
    {
        var waiting = new Queue<Packet>(packets.OrderBy(packet => packet.ArrivesMs));
        var (buffer, heard) = (new JitterBuffer(), new Heard());
        var (frame, samples) = (new short[160], new short[160]);
        for (var now = FrameMs; waiting.Count > 0; now += FrameMs)
        {
            while (waiting.TryPeek(out var packet) && packet.ArrivesMs < now)
            {
                waiting.Dequeue();
                Array.Fill(samples, packet.Value);
                buffer.Put(packet.Timestamp, false, samples);
                heard.Delayed(buffer.Ahead / 8);
            }

            if (!buffer.TryTake(frame)) continue;
            Assert.True(frame.AsSpan().IndexOfAnyExcept(frame[0]) < 0, "a frame is of one packet");
            heard.Frames.Add(frame[0]);
        }

        return heard;
    }

    private sealed record Packet(int ArrivesMs, uint Timestamp, short Value);

    private sealed class Heard
    {
        private int _before;

        public List<int> Frames { get; } = [];

        public int WorstDelayMs { get; private set; }

        public int LastDelayMs { get; private set; }

        /// <summary>Frames that are no substitute: numbers only rise, a substitute is the half of one.</summary>
        public List<int> Values => [.. Frames.Where(IsNew)];

        public void Delayed(int milliseconds) => (LastDelayMs, WorstDelayMs) = (milliseconds, Math.Max(WorstDelayMs, milliseconds));

        private bool IsNew(int value)
        {
            if (value <= _before) return false;
            _before = value;
            return true;
        }
    }
}
