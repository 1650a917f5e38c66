namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A restartable timer that fires on its strand, and never after <see cref="Stop"/>. Used inside
/// <see cref="Strand.Run(Action)"/> only.</summary>
internal sealed class StrandTimer(TimerWheel wheel, Strand strand, Action fired)
{
    private TimerEntry? _entry;

    /// <summary>Starts it anew.</summary>
    public void Start(TimeSpan delay)
    {
        _entry?.Cancel();
        _entry = wheel.Schedule(delay, OnDue);
    }

    public void Stop()
    {
        _entry?.Cancel();
        _entry = null;
    }

    // The wheel may have taken the entry just before it was stopped or replaced: then it is no longer the one we wait for.
    private void OnDue(TimerEntry entry) => strand.Run(() =>
    {
        if (_entry != entry) return;
        _entry = null;
        fired();
    });
}
