namespace VoiceDock.Core.Media.Prompts;

/// <summary>Tells which tones were in the audio of the last moment (Goertzel). One writer; any number of readers on other threads.</summary>
public sealed class ToneDetector : IFrameListener
{
    private const int FrameLength = 160;

    // A tone has at least a quarter of the window's energy, and the window is louder than -50 dBFS.
    private const double LeastShare = 0.25;
    private const double LeastPower = 100.0 * 100.0;

    private readonly short[] _window;
    private int _next;
    private int _version;

    /// <param name="windowMs">The moment's length in ms, 40-1000, a multiple of 20.</param>
    /// <exception cref="ArgumentException">No such length.</exception>
    public ToneDetector(int windowMs = 200)
    {
        if (windowMs is < 40 or > 1000 || windowMs % 20 != 0)
            throw new ArgumentException("A window is 40 to 1000 ms, a multiple of 20.", nameof(windowMs));
        _window = new short[windowMs * 8];
    }

    // The version is odd while a frame is being written: readers try again, the media thread never waits for one.
    public void Write(ReadOnlySpan<short> frame160)
    {
        Interlocked.Increment(ref _version);
        frame160[..FrameLength].CopyTo(_window.AsSpan(_next));
        _next = (_next + FrameLength) % _window.Length;
        Interlocked.Increment(ref _version);
    }

    /// <summary>Whether a good part of the window's energy lies at this frequency, ±5 Hz at 200 ms, and the window is not silent.</summary>
    public bool Heard(double hz)
    {
        var samples = Snapshot();
        double energy = 0, last = 0, beforeLast = 0;
        var coefficient = 2 * Math.Cos(2 * Math.PI * hz / 8000);
        foreach (var sample in samples)
        {
            energy += (double)sample * sample;
            var state = sample + (coefficient * last) - beforeLast;
            (beforeLast, last) = (last, state);
        }

        var found = (last * last) + (beforeLast * beforeLast) - (coefficient * last * beforeLast);
        var power = 2 * found / samples.Length;
        return energy / samples.Length >= LeastPower && power >= LeastShare * energy;
    }

    private short[] Snapshot()
    {
        var copy = new short[_window.Length];
        var spinner = new SpinWait();
        while (true)
        {
            var version = Volatile.Read(ref _version);
            if ((version & 1) == 0)
            {
                var start = _next;
                _window.AsSpan(start).CopyTo(copy);
                _window.AsSpan(0, start).CopyTo(copy.AsSpan(_window.Length - start));
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _version) == version) return copy;
            }

            spinner.SpinOnce();
        }
    }
}
