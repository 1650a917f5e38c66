namespace VoiceDock.Core.Media.Dtmf;

/// <summary>Key presses to one far end, one after another, a step each 20 ms (RFC 4733 2.5.1). One media thread.</summary>
internal sealed class DtmfSender
{
    /// <summary>Presses that may wait; more are refused.</summary>
    public const int MaxWaiting = 64;

    private const int Step = 160;
    private const int Ends = 3;
    private const int PauseSteps = 4;
    private const byte Volume = 10;

    private readonly Queue<(byte Code, ushort Length)> _waiting = new(MaxWaiting);
    private byte _code;
    private int _length;
    private int _sent;
    private int _endsLeft;
    private int _pauseLeft;

    /// <summary>A press is on the wire: other audio keeps back.</summary>
    public bool IsPressing => _endsLeft > 0;

    public bool HasWork => IsPressing || _pauseLeft > 0 || _waiting.Count > 0;

    /// <summary>Code of the press on the wire.</summary>
    public byte Code => _code;

    /// <summary>Samples of the press before the step just taken.</summary>
    public int Before => _sent - Step;

    /// <summary>Adds a press; false when too many wait.</summary>
    public bool TryAdd(byte code, int milliseconds)
    {
        if (_waiting.Count >= MaxWaiting) return false;
        _waiting.Enqueue((code, (ushort)((milliseconds + 19) / 20 * Step)));
        return true;
    }

    /// <summary>Takes the next 20 ms step.</summary>
    /// <param name="asTones">The far end gets tones, which need no repeated end.</param>
    /// <param name="isFirst">A press begins with it.</param>
    /// <param name="isAudible">The key still sounds in it; false for the repeated ends.</param>
    /// <param name="packet">What to send.</param>
    /// <returns>False when there is nothing to send in this step.</returns>
    public bool TryStep(bool asTones, out bool isFirst, out bool isAudible, out TelephoneEvent packet)
    {
        (isFirst, isAudible, packet) = (false, false, default);
        if (!IsPressing)
        {
            if (_pauseLeft > 0 && --_pauseLeft > 0) return false;
            if (!_waiting.TryDequeue(out var next)) return false;
            (_code, _length, _sent, _endsLeft, isFirst) = (next.Code, next.Length, 0, asTones ? 1 : Ends, true);
        }

        isAudible = _sent < _length;
        if (isAudible) _sent += Step;
        var isEnd = _sent >= _length;
        if (isEnd && --_endsLeft == 0) _pauseLeft = PauseSteps;
        packet = new TelephoneEvent(_code, isEnd, Volume, (ushort)_sent);
        return true;
    }
}
