using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Sip.Transport.Targets;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Transport.Targets;

/// <summary>The resolver with a real name server on loopback, a hosts file of its own, and a clock that stands still.</summary>
internal sealed class ResolverUnderTest : IDisposable
{
    private readonly string _hosts = Path.GetTempFileName();

    public ResolverUnderTest(string targets = "any", string? listed = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Sip:Targets", targets), new("Sip:ListedTargets", listed)]).Build();
        var guard = new OutboundTargetGuard(TargetOptions.From(configuration, new RunMode(Demo: false)), new OwnListeners(() => []));
        Resolver = new TargetResolver(new TargetLookup(new NameService(new NameServiceOptions([Dns.Address], _hosts))), guard, Time);
    }

    public DnsServer Dns { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public TargetResolver Resolver { get; }

    public void WriteHosts(string text) => File.WriteAllText(_hosts, text);

    public async Task<Result<TargetSet>> ResolveAsync(string host, int? port = null, SipTransportKind transport = SipTransportKind.Udp) =>
        await Resolver.ResolveAsync(new TargetQuery(host, port, transport), TestContext.Current.CancellationToken);

    /// <summary>The addresses found, in their stable order; or the code of the refusal.</summary>
    public async Task<string> FindAsync(string host, int? port = null, SipTransportKind transport = SipTransportKind.Udp)
    {
        var found = await ResolveAsync(host, port, transport);
        return found.IsOk ? string.Join(' ', found.Value.All) : found.Error.Code;
    }

    public void Dispose()
    {
        Dns.Dispose();
        File.Delete(_hosts);
    }
}
