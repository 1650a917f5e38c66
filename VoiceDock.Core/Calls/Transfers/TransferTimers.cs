namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The clocks a transfer runs against.</summary>
internal enum TransferTimer
{
    Announce,
    Ringback,
    Ring,
    Dial,
    FirstAudio,
    Screening,
}

/// <summary>The timers of one transfer, or of the dialling of a call of our own; each fires once, on the call's actor, unless cleared before.</summary>
internal sealed class TransferTimers(IDialHost host)
{
    private readonly Dictionary<TransferTimer, ITimer> _running = [];

    public void Set(TransferTimer name, double seconds, Action fired)
    {
        Clear(name);
        ITimer? timer = null;
        timer = host.Services.Time.CreateTimer(_ => host.Post(() => Fire(name, timer, fired)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        _running[name] = timer;
    }

    public void Clear(TransferTimer name)
    {
        if (_running.Remove(name, out var timer))
            timer.Dispose();
    }

    public void ClearAll()
    {
        foreach (var timer in _running.Values)
            timer.Dispose();
        _running.Clear();
    }

    // A timer that was cleared or set anew after it had fired is no longer the one in the table.
    private void Fire(TransferTimer name, ITimer? timer, Action fired)
    {
        if (!_running.TryGetValue(name, out var current) || !ReferenceEquals(current, timer))
            return;
        Clear(name);
        fired();
    }
}
