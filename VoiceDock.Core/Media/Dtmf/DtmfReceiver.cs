namespace VoiceDock.Core.Media.Dtmf;

/// <summary>Finds key presses in telephone-event packets: each once, at its first packet, whatever is repeated, lost or late after it.</summary>
internal sealed class DtmfReceiver
{
    // 30 ms: no hand leaves a shorter pause, and a sender may begin its next segment one packet late.
    private const int Slack = 240;

    private bool _any;
    private uint _ssrc;
    private uint _timestamp;
    private TelephoneEvent _last;

    /// <summary>Takes one packet; returns the key when a press begins.</summary>
    public char? Take(uint ssrc, uint timestamp, bool marker, in TelephoneEvent now)
    {
        var ahead = (int)(timestamp - _timestamp);
        var isKnown = _any && ssrc == _ssrc;
        if (isKnown && ahead < 0) return null;
        if (isKnown && ahead == 0)
        {
            // The same press goes on; a packet overtaken by its end must not open it again.
            _last = now with { End = now.End || _last.End, Duration = Math.Max(now.Duration, _last.Duration) };
            return null;
        }

        var goesOn = isKnown && !marker && !_last.End && now.Code == _last.Code && ahead <= _last.Duration + Slack;
        (_any, _ssrc, _timestamp, _last) = (true, ssrc, timestamp, now);

        // A press longer than 8 s comes in segments, each with its own timestamp (2.5.1.3); some senders move it with every packet.
        return goesOn ? null : DtmfKeys.Key(now.Code);
    }
}
