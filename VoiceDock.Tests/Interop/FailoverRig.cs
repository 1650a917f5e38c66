using System.Globalization;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>The core with a name server of its own: each test's trunk is a name whose SRV records name the peers of the test, in their order.</summary>
public class FailoverRig : InteropRig
{
    private int _names;

    public DnsServer Dns { get; } = new();

    protected override IEnumerable<(string Key, string Value)> Settings => [("Sip:DnsServer", Dns.Address.ToString())];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Dns.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A call in progress whose transfers go to these ports of 127.0.0.1, first to last.</summary>
    internal Task<InteropCall> CallByNameAsync(params int[] ports)
    {
        var host = $"pbx{Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture)}.example";
        Dns.Set($"_sip._udp.{host}", [.. ports.Select((port, i) => DnsRecord.Service(port, $"{i}.{host}", priority: i))]);
        for (var i = 0; i < ports.Length; i++) Dns.Set($"{i}.{host}", DnsRecord.Address("127.0.0.1"));
        return CallAsync(ports[0], trunk => (trunk.Host, trunk.Port) = (host, null));
    }

    /// <summary>An attempt as <c>port state reason code</c>.</summary>
    internal static string Tell(TransferAttemptView attempt) =>
        $"{attempt.Target.Split(':')[^1]} {attempt.State} {attempt.Reason ?? "-"} {attempt.SipCode?.ToString(CultureInfo.InvariantCulture) ?? "-"}";
}
