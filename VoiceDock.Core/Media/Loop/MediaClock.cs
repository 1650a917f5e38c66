namespace VoiceDock.Core.Media.Loop;

/// <summary>Monotonic time in the ticks of a <see cref="TimeProvider"/>, and in samples of 8 kHz.</summary>
internal sealed class MediaClock(TimeProvider time)
{
    private readonly double _samplesPerTick = 8000.0 / time.TimestampFrequency;

    public long Now => time.GetTimestamp();

    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    public TimeSpan Span(long ticks) => TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency);

    public double Samples(long ticks) => ticks * _samplesPerTick;
}
