using System.Globalization;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>What DNS says of the host, and which addresses calls would try in which order (RFC 3263).</summary>
internal sealed class NameCheck(ITrunkTargets targets, ISipProbe probe) : ICheck
{
    public CheckName Name => CheckName.Dns;

    public bool IsPartOf(DoctorMode mode) => true;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        var trunk = exam.Trunk;
        var registered = probe.RegisteredFrom(exam.Subject);
        var way = await targets.DescribeAsync(trunk.Route, ct);
        var found = await targets.FindAsync(trunk.Route, ct);
        exam.Targets = found.IsOk ? [.. registered, .. found.Value.InOrder.Except(registered)] : registered;
        exam.IsFromSrv = registered.Count == 0 && found.IsOk && found.Value.IsFromSrv;
        var finding = found.IsOk ? Found(trunk, way) : Refused(exam, found.Error, registered.Count > 0);
        return finding with { Sent = Question(trunk), Facts = [.. registered.Select(r => $"The PBX registered from {r}: calls go there first."), .. Facts(trunk, way)] };
    }

    private static Finding Found(Trunk trunk, TrunkWay way)
    {
        var usable = way.Stops.Where(s => s.IsReachable).ToList();
        if (TrunkHost.TryReadLiteral(trunk.Host, out _)) return Finding.Ok("The host is an address: DNS is not asked.");
        var first = way.IsFromSrv ? $"{usable[0].Host} at {usable[0].Target}" : $"{usable[0].Target}";
        return Finding.Ok(usable.Count == 1 ? $"{trunk.Host} leads to {first}." : $"{trunk.Host} leads to {usable.Count} addresses; {first} is the first.");
    }

    private static Finding Refused(Examination exam, Error error, bool isRegistered)
    {
        if (isRegistered) return Finding.Ok("The host leads nowhere, but the PBX has registered and is reached where it registered from.");
        exam.Unreachable = "There is no address to ask.";
        return error.Code == "target_refused"
            ? exam.Problem("R03", error.Details is [var why, ..] ? why : error.Message)
            : exam.Problem("R01", error.Message);
    }

    private static string? Question(Trunk trunk) => TrunkHost.TryReadLiteral(trunk.Host, out _) ? null
        : trunk.Route.MayUseSrv ? $"SRV, A and AAAA of {trunk.Host}" : $"A and AAAA of {trunk.Host}";

    private static IEnumerable<string> Facts(Trunk trunk, TrunkWay way)
    {
        foreach (var (stop, place) in way.Stops.Select((s, i) => (s, i + 1)))
        {
            var srv = way.IsFromSrv ? string.Create(CultureInfo.InvariantCulture, $" ({stop.Host}, priority {stop.Priority}, weight {stop.Weight})") : "";
            yield return $"{place}. {stop.Target}{srv}{(stop.IsReachable ? "" : ": left out, our socket does not speak its IP version")}";
        }

        if (way.Stops.Count > 0 && way.Ttl < TimeSpan.FromDays(365)) yield return string.Create(CultureInfo.InvariantCulture, $"The answer is good for {way.Ttl.TotalSeconds:0} s.");
        if (Port(trunk, way) is { } port) yield return port;
        foreach (var naptr in way.Naptr) yield return $"NAPTR {naptr} (shown only: the trunk fixes its transport)";
    }

    private static string? Port(Trunk trunk, TrunkWay way)
    {
        if (TrunkHost.TryReadLiteral(trunk.Host, out _)) return null;
        if (trunk.Port is { } port) return $"Port {port} is set on the trunk, so SRV records are not asked for. Without it they would choose host and port.";
        return way.IsFromSrv
            ? "SRV records choose host and port. A port on the trunk would switch them off."
            : $"There are no SRV records, so port {trunk.EffectivePort} is used.";
    }
}
