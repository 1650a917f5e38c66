namespace VoiceDock.Core.Media.Streams;

/// <summary>
/// Between the network and a listener: samples in as they come, 20 ms out at each turn, in order and in time. One media thread, whose turns are the
/// clock. 8 kHz.
/// </summary>
/// <remarks>
/// The delay follows the line: a packet that came too late makes it longer, two seconds in which even the latest packet came 60 ms early make it
/// shorter, by 20 ms each. What is missing when its turn comes is the frame before at half loudness, three times at most, then silence.
/// </remarks>
internal sealed class JitterBuffer
{
    private const int Frame = 160;
    private const int FirstDelay = 2 * Frame;
    private const int MaxDelay = 6 * Frame;
    private const int MaxConcealed = 3;
    private const int Window = 100;
    private const int LatesToRestart = 5;

    // Further from its turn than a second is another clock, not the network.
    private const int MaxDistance = 8000;

    // Holds the longest delay and the longest packet.
    private const int Size = 4096;
    private const int Mask = Size - 1;

    private readonly short[] _samples = new short[Size];
    private readonly bool[] _present = new bool[Size];
    private readonly short[] _last = new short[Frame];
    private bool _started;
    private uint _next;
    private int _hold;
    private int _concealed;
    private int _lates;
    private int _turns;
    private int _least = int.MaxValue;
    private int _most = int.MinValue;

    /// <summary>Samples between the arrival of the last packet and its turn: the delay the listener hears. Negative when it came too late.</summary>
    public int Ahead { get; private set; }

    /// <summary>What comes next belongs to another stream.</summary>
    public void Restart() => _started = false;

    /// <summary>Takes one packet's samples.</summary>
    /// <param name="timestamp">RTP timestamp of the first.</param>
    /// <param name="isTalkspurt">It has the marker: a good moment to begin anew (RFC 3551 4.1).</param>
    /// <param name="samples">At most 2,048.</param>
    public void Put(uint timestamp, bool isTalkspurt, ReadOnlySpan<short> samples)
    {
        Ahead = (int)(timestamp - _next);
        _lates = Ahead < 0 ? _lates + 1 : 0;
        if (!_started || Math.Abs(Ahead) > MaxDistance || (Ahead < 0 && isTalkspurt) || _lates >= LatesToRestart) Begin(timestamp);
        if (Ahead > MaxDelay) Skip(Ahead - MaxDelay);
        Ahead = (int)(timestamp - _next);
        (_least, _most) = (Math.Min(_least, Ahead), Math.Max(_most, Ahead));
        if (Ahead < 0) Delay();
        for (var i = Math.Max(0, -Ahead); i < samples.Length; i++)
        {
            var at = (timestamp + (uint)i) & Mask;
            (_samples[at], _present[at]) = (samples[i], true);
        }
    }

    /// <summary>The next 20 ms; false before the first packet.</summary>
    public bool TryTake(Span<short> frame160)
    {
        if (!_started) return false;
        if (_hold > 0)
        {
            _hold--;
            for (var i = 0; i < Frame; i++) frame160[i] = Substitute(i);
            _concealed++;
        }
        else
        {
            Play(frame160);
        }

        frame160.CopyTo(_last);
        if (++_turns == Window) Shorten();
        return true;
    }

    private void Begin(uint timestamp)
    {
        Array.Clear(_present);
        (_started, _next, Ahead) = (true, timestamp - FirstDelay, FirstDelay);
        (_hold, _lates, _turns, _least, _most) = (0, 0, 0, int.MaxValue, int.MinValue);
    }

    // As much as this packet missed, as far as the earliest packet allows.
    private void Delay()
    {
        var wanted = (-Ahead + Frame - 1) / Frame;
        _hold = Math.Max(_hold, Math.Min(wanted, (MaxDelay - Math.Max(0, _most)) / Frame));
    }

    private void Shorten()
    {
        if (_least != int.MaxValue && _least >= FirstDelay + Frame) Skip(Frame);
        (_turns, _least, _most) = (0, int.MaxValue, int.MinValue);
    }

    private void Skip(int samples)
    {
        for (var i = 0; i < samples; i++) _present[(_next + (uint)i) & Mask] = false;
        _next += (uint)samples;
    }

    private void Play(Span<short> frame)
    {
        var missing = 0;
        for (var i = 0; i < Frame; i++)
        {
            var at = (_next + (uint)i) & Mask;
            frame[i] = _present[at] ? _samples[at] : Substitute(i);
            if (!_present[at]) missing++;
            _present[at] = false;
        }

        _next += Frame;
        _concealed = missing == Frame ? _concealed + 1 : 0;
    }

    private short Substitute(int i) => (short)(_concealed < MaxConcealed ? _last[i] >> 1 : 0);
}
