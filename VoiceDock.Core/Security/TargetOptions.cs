using System.Net;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary><c>Sip:Targets</c> and <c>Sip:ListedTargets</c>: networks (<c>192.168.7.0/24</c>), addresses, and exact loopback endpoints (<c>127.0.0.1:5070</c>).</summary>
public sealed record TargetOptions(TargetMode Mode, IReadOnlyList<IPNetwork> Networks, IReadOnlyList<IPEndPoint> Endpoints)
{
    public const string ModeKey = "Sip:Targets";
    public const string ListKey = "Sip:ListedTargets";

    /// <exception cref="StartupException">A setting is wrong.</exception>
    public static TargetOptions From(IConfiguration configuration, RunMode run)
    {
        var networks = new List<IPNetwork>();
        var endpoints = new List<IPEndPoint>();
        foreach (var text in ReadList(configuration)) Add(text, networks, endpoints);
        return new TargetOptions(ReadMode(configuration, run), networks, endpoints);
    }

    // The demo never lets anything leave the machine, whatever the settings say.
    private static TargetMode ReadMode(IConfiguration configuration, RunMode run) => run.Demo
        ? TargetMode.Loopback
        : configuration[ModeKey]?.Trim().ToLowerInvariant() switch
        {
            null or "" or "any" => TargetMode.Any,
            "listed" => TargetMode.Listed,
            "loopback" => TargetMode.Loopback,
            var other => throw Wrong(ModeKey, other, "any, listed and loopback"),
        };

    private static IEnumerable<string> ReadList(IConfiguration configuration)
    {
        var section = configuration.GetSection(ListKey);
        return section.GetChildren().Select(c => c.Value ?? "").Append(section.Value ?? "")
            .SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Add(string text, List<IPNetwork> networks, List<IPEndPoint> endpoints)
    {
        if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
        else if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
        else if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0 && IPAddress.IsLoopback(endpoint.Address)) endpoints.Add(endpoint);
        else throw Wrong(ListKey, text, "addresses, networks like 192.168.7.0/24 and loopback endpoints like 127.0.0.1:5070");
    }

    private static StartupException Wrong(string key, string read, string allowed) =>
        new(ExitCodes.CannotStart, $"The setting {key} is '{read}'; allowed are {allowed}.");
}
