using System.Net;
using Microsoft.Extensions.Options;

namespace VoiceDock.Web.Http;

internal sealed class HttpOptionsRules : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        List<string> problems = [];
        problems.AddRange(options.KnownProxies.Where(p => !TryRead(p, out _))
            .Select(p => $"The setting Http:KnownProxies has '{p}'; allowed are addresses such as 10.0.0.5 and networks such as 10.0.0.0/24."));
        problems.AddRange(options.Hosts.Where(h => !IsHost(h))
            .Select(h => $"The setting Http:Hosts has '{h}'; allowed are names without a port, such as console.example.com or *.example.com."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>One address is the network that holds nothing else. A network of everybody is refused: anybody could then say who he is.</summary>
    public static bool TryRead(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network) && network.PrefixLength > 0;
    }

    private static bool IsHost(string host) =>
        Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host.Trim('[', ']')) != UriHostNameType.Unknown;
}
