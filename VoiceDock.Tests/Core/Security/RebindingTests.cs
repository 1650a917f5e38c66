using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Security;

/// <summary>T7: a name that changes its mind between the check and the packet.</summary>
[Trait("Kind", "Sip")]
public sealed class RebindingTests
{
    private const int Rounds = 1_000;

    [Fact]
    public async Task FlipFlopName_AThousandTimes_NoPacketReachesTheForbiddenAddress()
    {
        await using var allowed = new TestAgent();
        using var forbidden = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        forbidden.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), allowed.Address.Port));
        using var dns = new DnsServer();
        var asked = 0;
        dns.Set("flip.example", () => [DnsRecord.Address(Interlocked.Increment(ref asked) / 2 % 2 == 0 ? "127.0.0.1" : "127.0.0.2", ttl: 0)]);
        await using var rig = await CallRig.StartAsync(settings:
        [
            ("Sip:DnsServer", $"{dns.Address}"), ("Sip:Targets", "any"), ("Sip:ListedTargets", $"{allowed.Address}"),
        ]);
        var settings = new TrunkCheckSettings(null, "flip.example", allowed.Address.Port, TrunkTransport.Udp, null, null, null);

        var outcomes = new Dictionary<TrunkCheckOutcome, int>();
        for (var i = 0; i < Rounds; i++)
        {
            var result = await rig.Get<ITrunkProbe>().CheckAsync(settings, TestContext.Current.CancellationToken);
            outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
        }

        Assert.Equal(0, forbidden.Available);
        Assert.True(outcomes.GetValueOrDefault(TrunkCheckOutcome.Answered) > Rounds / 10, $"the allowed address was called too: {string.Join(' ', outcomes)}");
        Assert.True(outcomes.GetValueOrDefault(TrunkCheckOutcome.TargetRefused) > Rounds / 10, $"and the forbidden one was refused: {string.Join(' ', outcomes)}");
    }
}
