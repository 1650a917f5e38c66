using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>Resolves the hosts of the active trunks every 30 s and after every change of a trunk, and tells <see cref="TrunkPeers"/>.</summary>
internal sealed class TrunkPeerRefresher(
    TrunkDirectory directory, TrunkPeers peers, OutboundTargetGuard guard, TimeProvider time, ILogger<TrunkPeerRefresher> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan KeepStale = TimeSpan.FromMinutes(5);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<(string Host, int Port), Known> _known = [];

    /// <summary>One round; the background loop calls it, one at a time.</summary>
    internal async Task RefreshAsync(CancellationToken ct)
    {
        var names = peers.NamesInUse();
        foreach (var gone in _known.Keys.Except(names).ToList()) _known.Remove(gone);
        var answers = await Task.WhenAll(names.Select(async n => (Name: n, Answer: await guard.ResolveAsync(n.Host, n.Port, ct))));
        foreach (var (name, answer) in answers) Note(name, answer);
        peers.Replace(_known.ToDictionary(k => k.Key, k => k.Value.Targets));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Changed += Wake;
        await using var timer = time.CreateTimer(_ => _wake.Writer.TryWrite(true), null, TimeSpan.Zero, Interval);
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken)) await TryRefreshAsync(stoppingToken);
        }
        finally
        {
            directory.Changed -= Wake;
        }
    }

    private void Wake(TrunkChange change) => _wake.Writer.TryWrite(true);

    private async Task TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            await RefreshAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The hosts of the trunks could not be resolved; the last known addresses stay in use");
        }
    }

    private void Note((string Host, int Port) name, Common.Result<IReadOnlyList<IPEndPoint>> answer)
    {
        if (answer.IsOk)
        {
            if (!_known.TryGetValue(name, out var before) || !before.Targets.SequenceEqual(answer.Value))
                logger.LogInformation("Trunk host {Host} is at {Addresses}", name.Host, string.Join(", ", answer.Value));
            _known[name] = new Known(answer.Value, time.GetTimestamp());
            return;
        }

        // a resolver that fails for a moment must not shut the door on a PBX; an address that is now refused must
        var keep = answer.Error.Code == "dns_failed" && _known.TryGetValue(name, out var last) && time.GetElapsedTime(last.At) < KeepStale;
        if (keep || !_known.Remove(name)) return;
        logger.LogWarning("Trunk host {Host} has no usable address any more: {Reason}", name.Host, answer.Error.Message);
    }

    private sealed record Known(IReadOnlyList<IPEndPoint> Targets, long At);
}
