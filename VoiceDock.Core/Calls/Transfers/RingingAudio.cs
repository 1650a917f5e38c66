namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// What the caller hears from dialling to the answer: our ring-back tone, or the destination's early media (RFC 3960) for as long as
/// packets of it come. Joined at its first packet, not at its description, because many phone systems describe audio they never send.
/// On the call's actor.
/// </summary>
internal sealed class RingingAudio(ITransferHost host, TransferTimers timers)
{
    private ICallLeg? _leg;
    private bool _audible;
    private bool _joined;
    private bool _toneIsDue;

    /// <summary>Dialling has begun; the tone follows after a moment.</summary>
    public void Begin() => timers.Set(TransferTimer.Ringback, host.Services.Options.RingbackAfterSeconds, () =>
    {
        _toneIsDue = true;
        if (!_joined)
            host.Line.PlayRingback();
    });

    /// <summary>Another address is dialled: nothing of the one before is heard any more.</summary>
    public void Next()
    {
        _leg = null;
        _audible = false;
        Part();
    }

    /// <summary>The leg is armed for early media that the caller may hear.</summary>
    public void Allow(ICallLeg leg)
    {
        _leg = leg;
        Join();
    }

    /// <summary>Audio of the destination comes, for the first time or again.</summary>
    public void Audible()
    {
        _audible = true;
        Join();
    }

    /// <summary>It has stopped: a caller who hears nothing hangs up.</summary>
    public void Silent()
    {
        _audible = false;
        Part();
    }

    private void Join()
    {
        if (_joined || !_audible || _leg is null)
            return;
        _joined = true;
        host.Line.Bridge(_leg);
    }

    private void Part()
    {
        if (!_joined)
            return;
        _joined = false;
        host.Line.Unbridge();
        if (_toneIsDue)
            host.Line.PlayRingback();
    }
}
