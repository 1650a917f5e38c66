using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Keeps <see cref="TrunkPeers"/> at the answers calls use: asks for the hosts of the active trunks when an answer has lived its time (at least every 30 s,
/// at most every 5 s) and after every change of a trunk, and takes over what a call in between was told.
/// </summary>
internal sealed class TrunkPeerRefresher(
    TrunkDirectory directory, TrunkPeers peers, ITrunkTargets targets, TimeProvider time, ILogger<TrunkPeerRefresher> logger) : BackgroundService
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>One round; the background loop calls it, one at a time.</summary>
    /// <returns>When to come again.</returns>
    internal async Task<TimeSpan> RefreshAsync(CancellationToken ct)
    {
        var answers = await Task.WhenAll(peers.NamesInUse().Select(async route => (Route: route, Answer: await targets.FindAsync(route, ct))));
        foreach (var (route, answer) in answers)
        {
            if (!answer.IsOk && Known(route).Count > 0)
                logger.LogWarning("Trunk host {Host} has no usable address any more: {Reason}", route, answer.Error.Message);
            Note(route, answer.IsOk ? answer.Value.All : []);
        }

        var shortest = answers.Where(a => a.Answer.IsOk).Select(a => a.Answer.Value.Ttl).DefaultIfEmpty(Longest).Min();
        return TimeSpan.FromSeconds(Math.Clamp(shortest.TotalSeconds, Shortest.TotalSeconds, Longest.TotalSeconds));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Changed += Wake;
        targets.Changed += Note;
        await using var timer = time.CreateTimer(_ => _wake.Writer.TryWrite(true), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken)) timer.Change(await TryRefreshAsync(stoppingToken), Timeout.InfiniteTimeSpan);
        }
        finally
        {
            directory.Changed -= Wake;
            targets.Changed -= Note;
        }
    }

    private void Wake(TrunkChange change) => _wake.Writer.TryWrite(true);

    private void Note(TrunkRoute route, IReadOnlyList<IPEndPoint> found)
    {
        if (!peers.NamesInUse().Contains(route) || Known(route).SequenceEqual(found)) return;
        peers.Note(route, found);
        if (found.Count > 0) logger.LogInformation("Trunk host {Host} is at {Addresses}", route, string.Join(", ", found));
    }

    private IReadOnlyList<IPEndPoint> Known(TrunkRoute route) =>
        directory.All.Where(t => t.IsActive && t.Route == route).Select(t => peers.TargetsOf(t.Id)).FirstOrDefault([]);

    private async Task<TimeSpan> TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            return await RefreshAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The hosts of the trunks could not be resolved; the last known addresses stay in use");
            return Longest;
        }
    }
}
