using System.Net;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>
/// <c>Sip:DnsServer</c>: the name servers to ask (<c>192.0.2.53</c>, <c>192.0.2.53:5353</c>, several with commas); none: the system's. With servers of
/// one's own the system's resolver is never asked, only its hosts file is read.
/// </summary>
/// <param name="Servers">Empty: the system's.</param>
/// <param name="HostsFile">Path of the hosts file.</param>
internal sealed record NameServiceOptions(IReadOnlyList<IPEndPoint> Servers, string HostsFile)
{
    public const string ServerKey = "Sip:DnsServer";

    public static readonly string SystemHostsFile = OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", "hosts")
        : "/etc/hosts";

    /// <exception cref="StartupException">The setting is wrong.</exception>
    public static NameServiceOptions From(IConfiguration configuration)
    {
        var texts = (configuration[ServerKey] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new NameServiceOptions([.. texts.Select(Read)], SystemHostsFile);
    }

    private static IPEndPoint Read(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPEndPoint(address, 53)
        : IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0 ? endpoint
        : throw new StartupException(ExitCodes.CannotStart,
            $"The setting {ServerKey} is '{text}'; allowed are addresses of name servers, with or without a port, such as 192.0.2.53 or 192.0.2.53:5353.");
}
