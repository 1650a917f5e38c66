namespace VoiceDock.Core.Media.Loop;

/// <summary>Monotonic time in the ticks of a <see cref="TimeProvider"/>, in samples of 8 kHz and as NTP writes it.</summary>
internal sealed class MediaClock(TimeProvider time)
{
    private static readonly DateTimeOffset Epoch1900 = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly double _samplesPerTick = 8000.0 / time.TimestampFrequency;
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public long Now => time.GetTimestamp();

    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    public TimeSpan Span(long ticks) => TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency);

    public double Samples(long ticks) => ticks * _samplesPerTick;

    /// <summary>NTP format, seconds since 1900 and 2^32ths (RFC 3550 4): the wall clock when the engine began, steady from there.</summary>
    public ulong Ntp(long now) => ((ulong)(_startedAt - Epoch1900).TotalSeconds << 32) + NtpSpan(now - _start);

    /// <summary>A length of time, not negative, in 2^32ths of a second.</summary>
    public ulong NtpSpan(long ticks)
    {
        var (seconds, rest) = Math.DivRem((ulong)ticks, (ulong)time.TimestampFrequency);
        return (seconds << 32) + ((rest << 32) / (ulong)time.TimestampFrequency);
    }
}
