using System.Net;
using System.Net.Security;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>What a real peer says of itself reaches events and timeline, over UDP and TLS, and over a restart.</summary>
[Trait("Kind", "Sip")]
public sealed class PeerOnTheWireTests
{
    private static readonly (string, string)[] ByHandOnly = [("Trunks:Health:IntervalSeconds", "0")];

    [Fact]
    public async Task AnotherServer_IsToldAfterARestartToo()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-peer-").FullName;
        await using var pbx = new TestAgent { Answer = r => Says(r, "Asterisk PBX 20", "INVITE, ACK, OPTIONS, INFO") };
        try
        {
            Guid id;
            await using (var rig = await CallRig.StartAsync(folder, settings: ByHandOnly))
            {
                var trunk = await rig.AddTrunkAsync(pbx.Address.Port);
                id = trunk.Id;
                await CheckAsync(rig, id);
                await CheckAsync(rig, id);
                Assert.Equal("Asterisk PBX 20", rig.Get<TrunkLights>().Find(id)!.Peer!.Server);
                Assert.Empty(Seen(rig, id));
            }

            pbx.Answer = r => Says(r, "Asterisk PBX 22", "INVITE, ACK, OPTIONS, REFER");
            await using (var rig = await CallRig.StartAsync(folder, settings: ByHandOnly))
            {
                await CheckAsync(rig, id);
                await CheckAsync(rig, id);
                Assert.Equal(["Allow changed: INFO gone, REFER new.", "Server changed from Asterisk PBX 20 to Asterisk PBX 22."], Seen(rig, id));
            }
        }
        finally
        {
            CanaryFolder.Remove(folder);
        }
    }

    [Fact]
    public async Task Certificate_IsReadFromTheConnectionInUse()
    {
        using var authority = new TestCertificates();
        await using var rig = await CallRig.StartAsync(settings: ByHandOnly);
        var pbx = Pbx(authority.Issue(["127.0.0.1"], validDays: 10));
        var trunk = await rig.AddTrunkAsync(pbx.Agent.TlsEndPoint!.Port, t => (t.Transport, t.TlsCaPem) = ("tls", authority.AuthorityPem));
        for (var i = 0; i < 3; i++) await CheckAsync(rig, trunk.Id);

        Assert.Equal(1, pbx.Agent.Counters.Connections);
        var certificate = rig.Get<TrunkLights>().Find(trunk.Id)!.Peer!.Certificate!;
        Assert.Equal("Test authority", certificate.Issuer);
        Assert.InRange(certificate.EndsAt, DateTime.UtcNow.AddDays(9), DateTime.UtcNow.AddDays(11));
        Assert.Equal([TrunkEventKind.CertificateExpiring], Events(rig, trunk.Id));

        await pbx.DisposeAsync();
        await using var renewed = Pbx(authority.Issue(["127.0.0.1"], validDays: 300), trunk.EffectivePort);
        await Eventually.AskedAsync(async () => (await CheckAsync(rig, trunk.Id)).Ok, "the renewed certificate was shown");
        Assert.Equal([TrunkEventKind.CertificateExpiring, TrunkEventKind.PeerChanged], Events(rig, trunk.Id).Where(e => e is not (TrunkEventKind.Down or TrunkEventKind.Recovered)));
        Assert.StartsWith("Certificate changed: again from Test authority, until ", Seen(rig, trunk.Id)[0]);
    }

    [Fact]
    public async Task DeletedTrunk_LeavesNoRow()
    {
        await using var pbx = new TestAgent { Answer = r => Says(r, "X", "INVITE") };
        await using var rig = await CallRig.StartAsync(settings: ByHandOnly);
        var trunk = await rig.AddTrunkAsync(pbx.Address.Port);
        await CheckAsync(rig, trunk.Id);
        await using var db = await rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await RowsAsync(db, trunk.Id));
        await rig.Get<TrunkStore>().DeleteAsync(trunk.Id, CallRig.Operator, TestContext.Current.CancellationToken);
        Assert.Equal(0, await RowsAsync(db, trunk.Id));
    }

    private static Task<int> RowsAsync(VoiceDockDb db, Guid id) => db.Set<FingerprintRecord>().CountAsync(f => f.TrunkId == id, TestContext.Current.CancellationToken);

    private static TestAgent Pbx(string pem, int port = 0)
    {
        var context = SslStreamCertificateContext.Create(TestCertificates.Load(pem), null, offline: true);
        return new TestAgent(change: o => o with { Tls = new SipTlsOptions(new IPEndPoint(IPAddress.Loopback, port), () => context) });
    }

    private static Task<TrunkCheckResult> CheckAsync(CallRig rig, Guid id) =>
        rig.Get<TrunkChecker>().CheckAsync(rig.Get<TrunkDirectory>().Find(id)!, TestContext.Current.CancellationToken);

    private static List<string> Seen(CallRig rig, Guid id) =>
        [.. rig.Get<TrunkLights>().Find(id)!.Changes.Where(c => c.Seen == TrunkEventKind.PeerChanged).Select(c => c.Words)];

    private static IEnumerable<TrunkEventKind> Events(CallRig rig, Guid id) => rig.Get<TrunkEvents>().Recent.Where(e => e.TrunkId == id).Reverse().Select(e => e.Kind);

    private static SipResponse? Says(SipRequest request, string server, string allow)
    {
        if (request.Method != SipMethods.Options) return null;
        var answer = request.CreateResponse(200);
        answer.Headers.Set("Server", server);
        answer.Headers.Set("Allow", allow);
        return answer;
    }
}
