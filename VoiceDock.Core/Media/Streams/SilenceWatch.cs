namespace VoiceDock.Core.Media.Streams;

/// <summary>Notices that a far end gives no sign of life, and that it is back. One media thread.</summary>
/// <param name="thresholds">Ages in ticks, ascending.</param>
internal sealed class SilenceWatch(long[] thresholds)
{
    private long _aliveAt;
    private bool _watching;
    private int _crossed;

    /// <summary>Begins to watch, or begins anew.</summary>
    public void Begin(long now) => (_watching, _aliveAt, _crossed) = (true, now, 0);

    /// <summary>A sign of life. True when it ends a silence that was told.</summary>
    public bool Alive(long now)
    {
        _aliveAt = now;
        var wasSilent = _crossed > 0;
        _crossed = 0;
        return wasSilent;
    }

    /// <summary>The index of a threshold newly crossed, or -1. Ask again until -1.</summary>
    public int Crossed(long now) =>
        _watching && _crossed < thresholds.Length && now - _aliveAt >= thresholds[_crossed] ? _crossed++ : -1;
}
