using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// The caller's audio on its way to a model. The media thread writes, one sender reads; between them a ring of a second that neither locks nor allocates: a sender
/// that is held up longer loses the newest audio.
/// </summary>
internal sealed class TalkEars(TimeProvider time)
{
    private const int Size = 8_192;
    private const int Mask = Size - 1;
    private const int SamplesPerMs = 8;

    private readonly byte[] _ring = new byte[Size];
    private long _written;
    private long _read;
    private long _taken;
    private long _lastAt;

    /// <summary>Takes 20 ms; on a media thread.</summary>
    public void Hear(ReadOnlySpan<short> frame160)
    {
        var written = _written;
        if (written - Volatile.Read(ref _read) > Size - frame160.Length) return;
        Span<byte> ulaw = stackalloc byte[frame160.Length];
        G711.Encode(AudioCodec.Pcmu, frame160, ulaw);
        foreach (var sample in ulaw) _ring[written++ & Mask] = sample;
        Volatile.Write(ref _lastAt, time.GetTimestamp());
        Volatile.Write(ref _written, written);
    }

    /// <summary>What has come, oldest first, up to the length of <paramref name="into"/>; on the sender.</summary>
    /// <returns>Bytes of u-law, one a sample.</returns>
    public int Take(Span<byte> into)
    {
        var read = _read;
        var count = (int)Math.Min(Volatile.Read(ref _written) - read, into.Length);
        for (var i = 0; i < count; i++) into[i] = _ring[(read + i) & Mask];
        _taken += count;
        Volatile.Write(ref _read, read + count);
        return count;
    }

    /// <summary>Forgets what waits, and begins a new timeline; on the sender, for a new connection.</summary>
    public void Restart()
    {
        Volatile.Write(ref _read, Volatile.Read(ref _written));
        Volatile.Write(ref _taken, 0);
    }

    /// <summary>When the sample at this place of the connection's timeline was heard, as a timestamp of the time provider.</summary>
    public long At(long milliseconds)
    {
        var behind = (Volatile.Read(ref _taken) / SamplesPerMs) - milliseconds;
        return Volatile.Read(ref _lastAt) - (long)(behind * (time.TimestampFrequency / 1000.0));
    }
}
