namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// What comes from the destination: whether its audio was heard, what the caller hears of it until the answer, and for how long it may be
/// silent after. On the call's actor.
/// </summary>
internal sealed class FarAudio(ITransferHost host, TransferTimers timers)
{
    private readonly RingingAudio _ringing = new(host, timers);

    /// <summary>A packet of the running attempt's leg has come.</summary>
    public bool Heard { get; private set; }

    /// <summary>Dialling begins: the caller hears the ring-back tone after a moment.</summary>
    public void Begin() => _ringing.Begin();

    /// <summary>Another attempt: nothing of the one before counts or is heard.</summary>
    public void Next()
    {
        _ringing.Next();
        Heard = false;
    }

    /// <summary>The leg is answered, but the caller is not to hear it yet.</summary>
    public void Screen() => _ringing.Next();

    /// <summary>The caller may hear the leg before it answers.</summary>
    public void AllowEarly(ICallLeg leg) => _ringing.Allow(leg);

    public void First(bool waiting)
    {
        Heard = true;
        if (waiting)
            _ringing.Audible();
    }

    public void Audible() => _ringing.Audible();

    public void Silent() => _ringing.Silent();

    /// <summary>Why the answered leg is given up after this silence; null: not yet.</summary>
    public TransferReason? LostAfter(TimeSpan silence)
    {
        var limit = Heard ? host.Services.Options.FarSilentSeconds : host.Services.Options.FarSilentAtStartSeconds;
        return silence < TimeSpan.FromSeconds(limit) ? null : Heard ? TransferReasons.FarEndLost : TransferReasons.NoMedia;
    }
}
