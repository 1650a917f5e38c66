using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Panels;

/// <summary>
/// What panels about the last transfers share: they read the history, and read it again a moment after a transfer or a call ended.
/// </summary>
public abstract class RecentTransfers : LiveComponent
{
    // The history is written a moment after the feed tells.
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // A transfer also leaves the picture by getting old.
    private static readonly TimeSpan ReadAnyway = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, (Guid Id, TransferState State)> _last = [];
    private volatile bool _stale;

    /// <summary>Newest first; null until the first answer.</summary>
    protected IReadOnlyList<TransferView>? Transfers { get; private set; }

    [Inject]
    private CallFeed Feed { get; set; } = default!;

    [Inject]
    private CallHistory History { get; set; } = default!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    /// <summary>Since when transfers count, UTC.</summary>
    protected abstract DateTime Since { get; }

    /// <summary>Most transfers that are read.</summary>
    protected virtual int Most => 1000;

    /// <summary>Runs before the first read.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected override void OnInitialized()
    {
        Notice(Follow(Feed.Subscribe(), Notice));
        Follow(ReadsAsync, transfers => Transfers = transfers);
    }

    private async IAsyncEnumerable<IReadOnlyList<TransferView>> ReadsAsync([EnumeratorCancellation] CancellationToken left)
    {
        await PrepareAsync();
        yield return await History.RecentTransfersAsync(Since, null, Most, left);
        var read = Time.GetTimestamp();
        await foreach (var _ in Ticks.Every(ReadAgainAfter, Time, left))
        {
            if (!_stale && Time.GetElapsedTime(read) < ReadAnyway)
                continue;
            _stale = false;
            yield return await History.RecentTransfersAsync(Since, null, Most, left);
            read = Time.GetTimestamp();
        }
    }

    private void Notice(IReadOnlyList<CallView> calls)
    {
        foreach (var call in calls)
        {
            if (call.Transfers.Count == 0)
                continue;
            var now = (call.Transfers[^1].Id, call.Transfers[^1].State);
            _stale |= !_last.TryGetValue(call.Id, out var before) || before != now;
            _last[call.Id] = now;
            if (!call.State.IsLive())
                _last.Remove(call.Id);
        }
    }
}
