namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// How long a caller waits for an answer, over all destinations and trunks of a transfer, and how much of that may be ringing. Destinations with ring
/// times of their own widen it, up to <see cref="CallOptions.HuntSeconds"/>. On the call's actor.
/// </summary>
internal sealed class TransferBudget
{
    // Beside the ringing of each destination, time for a trunk that says nothing before its backup is tried.
    private const double PerDestination = 5;

    private readonly ITransferHost _host;
    private readonly TransferTimers _timers;
    private readonly TimeSpan _whole;
    private readonly TimeSpan _ringing;
    private DateTime? _begun;
    private DateTime? _ringingSince;
    private TimeSpan _rung;

    public TransferBudget(ITransferHost host, TransferTimers timers, IReadOnlyList<TransferStep> steps)
    {
        (_host, _timers) = (host, timers);
        var options = host.Services.Options;
        double ring = steps.Sum(s => s.Routes.Count == 0 ? 0 : s.RingOver(s.Routes[0].Trunk));
        var hunt = steps.Count > 1 ? Math.Min(options.HuntSeconds, ring + (PerDestination * steps.Count)) : 0;
        _whole = TimeSpan.FromSeconds(Math.Max(options.DialSeconds, hunt));
        _ringing = TimeSpan.FromSeconds(Math.Max(options.RingingSeconds, ring));
    }

    /// <summary>The caller has waited as long as it may: nobody else is tried.</summary>
    public bool IsSpent => _begun is { } begun && Now - begun >= _whole;

    private DateTime Now => _host.Services.Time.GetUtcNow().UtcDateTime;

    /// <summary>Dialling begins, or goes on after somebody answered and did not take the call. <paramref name="spent"/> is called when the time is up.</summary>
    public void Run(Action spent)
    {
        _begun ??= Now;
        _timers.Set(TransferTimer.Dial, Math.Max(0, (_whole - (Now - _begun.Value)).TotalSeconds), spent);
    }

    /// <summary>Somebody answered: no time runs.</summary>
    public void Rest()
    {
        Quiet();
        _timers.Clear(TransferTimer.Dial);
    }

    /// <summary>A destination rings. How long it may, in seconds: its own time, and no more than is left of all ringing.</summary>
    public double Ring(double own)
    {
        Quiet();
        _ringingSince = Now;
        return Math.Max(0, Math.Min(own, (_ringing - _rung).TotalSeconds));
    }

    /// <summary>It rings no longer.</summary>
    public void Quiet()
    {
        if (_ringingSince is not { } since)
            return;
        _rung += Now - since;
        _ringingSince = null;
    }
}
