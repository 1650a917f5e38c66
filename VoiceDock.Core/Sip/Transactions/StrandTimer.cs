namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A restartable timer that fires on its strand, and never after <see cref="Stop"/>. Used inside
/// <see cref="Strand.Run(Action)"/> only.</summary>
internal sealed class StrandTimer(TimerWheel wheel, Strand strand, Action fired) : TimerEntry(wheel)
{
    // What runs, by the number it fires with; null: nothing.
    private int? _running;

    /// <summary>Starts it anew.</summary>
    public void Start(TimeSpan delay) => _running = Schedule(delay);

    public void Stop()
    {
        if (_running is null) return;
        _running = null;
        Cancel();
    }

    internal override void OnDue(int round) => strand.Run(() =>
    {
        if (_running != round) return;
        _running = null;
        fired();
    });
}
