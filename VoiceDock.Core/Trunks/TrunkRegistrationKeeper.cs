using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// One registration for each active trunk with <see cref="Trunk.Register"/>, started, restarted and ended at once when the trunk changes. A restart
/// waits until the old binding is removed: the removal would otherwise take the new one along.
/// </summary>
internal sealed class TrunkRegistrationKeeper(
    TrunkDirectory directory, ITrunkRegistrar registrar, TrunkRegistrations states, ILogger<TrunkRegistrationKeeper> logger) : IHostedService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Run> _runs = [];
    private bool _stopped;

    public Task StartAsync(CancellationToken ct)
    {
        directory.Changed += OnTrunkChanged;
        foreach (var trunk in directory.All) Follow(trunk.Id);
        return Task.CompletedTask;
    }

    /// <summary>Removes every binding; ends with the last one, or when the host's patience ends.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        directory.Changed -= OnTrunkChanged;
        Task[] ends;
        lock (_gate)
        {
            _stopped = true;
            foreach (var run in _runs.Values) run.Stop.Cancel();
            ends = [.. _runs.Values.Select(r => r.Ended)];
        }

        await Task.WhenAll(ends).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void OnTrunkChanged(TrunkChange change) => Follow(change.Trunk.Id);

    private void Follow(Guid id)
    {
        lock (_gate)
        {
            var trunk = directory.Find(id) is { IsActive: true, Register: true } wanted ? wanted : null;
            var running = _runs.GetValueOrDefault(id);
            // a learnt realm leaves this time as it is
            if (_stopped || (running?.Trunk is { } known && known.UpdatedAt == trunk?.UpdatedAt) || (running?.Trunk is null && trunk is null)) return;
            running?.Stop.Cancel();
            var stop = new CancellationTokenSource();
            _runs[id] = new Run(trunk, stop, RunAsync(running?.Ended ?? Task.CompletedTask, id, trunk, stop.Token));
        }
    }

    private async Task RunAsync(Task before, Guid id, Trunk? trunk, CancellationToken stop)
    {
        await before;
        await Task.Yield(); // whoever changed the trunk does not wait
        if (trunk is null)
        {
            Clear(id);
            return;
        }

        try
        {
            // what the goodbye comes to is of no interest: a new run has begun, or nobody registers any more
            if (!stop.IsCancellationRequested) await registrar.KeepRegisteredAsync(trunk, told => Note(told, stop), stop);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Trunk '{Name}' is not registered any more because of a fault in VoiceDock; editing the trunk starts it again", trunk.Name);
            Note(new(id, TrunkRegistrationState.Off, Reason: "VoiceDock failed here; see its log. Save the trunk to try again."), stop);
        }
    }

    private void Note(TrunkRegistration registration, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return;
        logger.LogInformation("Registration of trunk {TrunkId}: {State} until {ExpiresAt}. {Reason}", registration.TrunkId, registration.State, registration.ExpiresAt, registration.Reason);
        states.Note(registration);
    }

    private void Clear(Guid id)
    {
        lock (_gate)
        {
            if (_runs.GetValueOrDefault(id) is not { Trunk: null }) return; // registers again already
            _runs.Remove(id);
            if (directory.Find(id) is not { AcceptsRegistration: true }) states.Forget(id);
        }
    }

    /// <param name="Trunk">Null: only ends what ran before.</param>
    private sealed record Run(Trunk? Trunk, CancellationTokenSource Stop, Task Ended);
}
