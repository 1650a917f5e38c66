using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>
/// Everything one side heard, and which tones were in it, in which order. One writer; readers on other threads. Positions count frames of 20 ms.
/// </summary>
internal sealed class HeardAudio : IFrameListener
{
    // A window of five frames: short enough for the attendant's 200 ms tones, long enough to tell 440 from 425 Hz is not needed.
    private const int WindowMs = 100;
    private const int MostFrames = 50 * 120;

    private readonly List<short[]> _frames = [];
    private readonly Lock _gate = new();

    /// <summary>Where the recording is now.</summary>
    public int Now
    {
        get
        {
            lock (_gate) return _frames.Count;
        }
    }

    public void Write(ReadOnlySpan<short> frame160)
    {
        lock (_gate)
        {
            if (_frames.Count < MostFrames) _frames.Add(frame160.ToArray());
        }
    }

    public bool Has(double hz, int since = 0) => HasInOrder(since, hz);

    /// <summary>Whether each of these tones was heard, the later ones after the earlier ones. Others may lie between.</summary>
    public bool HasInOrder(int since, params double[] tones)
    {
        var next = 0;
        var ear = new ToneDetector(WindowMs);
        foreach (var frame in Frames(since))
        {
            ear.Write(frame);
            if (ear.Heard(tones[next]) && ++next == tones.Length) return true;
        }

        return false;
    }

    /// <summary>The tones among <paramref name="known"/> in the order heard, for the message of a failure.</summary>
    public string Describe(int since, params double[] known)
    {
        var ear = new ToneDetector(WindowMs);
        var parts = new List<string>();
        foreach (var frame in Frames(since))
        {
            ear.Write(frame);
            var now = string.Join('+', known.Where(ear.Heard));
            if (parts.Count == 0 || parts[^1] != now) parts.Add(now);
        }

        return $"{Now - since} frames: {string.Join(' ', parts.Where(p => p.Length > 0))}";
    }

    private short[][] Frames(int since)
    {
        lock (_gate) return [.. _frames.Skip(since)];
    }
}
