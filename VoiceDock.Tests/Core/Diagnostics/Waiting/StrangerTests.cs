using System.Net;
using System.Net.Sockets;
using System.Text;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Calls.Engine.Probes;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics.Waiting;

/// <summary>Packets of strangers and peers reach the running core while somebody waits, over UDP, TCP and TLS; nobody is answered because of it.</summary>
[Trait("Kind", "Sip")]
public sealed class StrangerTests(StrangerTests.Fixture fixture) : IClassFixture<StrangerTests.Fixture>
{
    private const string Stranger = "127.0.0.2";

    private CallRig Rig => fixture.Rig;

    private PbxWaits Waits => Rig.Get<PbxWaits>();

    [Fact]
    public async Task CallOfAStranger_IsShownWithAllItSays_AndNotAnswered()
    {
        using var phone = new ScriptedPhone(Stranger);
        using var wait = Waits.Begin(Actor.System).Value;

        phone.Send(Invite(phone.Address), Rig.Console);
        var seen = (await SeenAsync(s => s.Address.Equals(phone.Address.Address) && s.Best.Method == "INVITE")).Best;

        Assert.Equal((phone.Address, TrunkTransport.Udp, null, null), (seen.Source, seen.Transport, seen.TrunkId, seen.Problem));
        Assert.Equal(("0031201234567", "+31612345678", "0201234567"), (seen.Dialled, seen.FromUser, seen.ToUser));
        Assert.Equal("sip:+31612345678@pbx.example.com", seen.From);
        Assert.Equal("FPBX-17.0.19(20.9.3)", seen.UserAgent);
        Assert.Equal((IEnumerable<string>)["PCMA"], seen.Codecs);
        Assert.True(seen.WantsSrtp);
        Assert.Equal(["Contact names 192.168.7.7, a private address", "the audio is to go to 10.9.9.9, a private address"], MisplacedAddress.In(seen));
        var proposal = TrunkProposal.Of(seen);
        Assert.Equal(("freepbx", Stranger, phone.Address.Port, NumberFormat.E164DoubleZero), (proposal.Preset.Slug, proposal.Host, proposal.Port, proposal.Format));
        Assert.Null(await phone.TryReceiveAsync(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task NobodyWaits_NothingIsLookedAt()
    {
        using var phone = new ScriptedPhone("127.0.0.3");
        var arrivals = Rig.Get<Arrivals>();
        using (Waits.Begin(Actor.System).Value) Assert.True(arrivals.IsWatched);
        Assert.False(arrivals.IsWatched);

        phone.Send(Invite(phone.Address), Rig.Console);
        await Eventually.TrueAsync(() => Rig.Get<UnansweredCalls>().Recent.Any(c => c.Source == $"{phone.Address}"), "the core had dropped it");
        using var wait = Waits.Begin(Actor.System).Value;
        phone.Send(Invite(phone.Address).Replace("INVITE", "OPTIONS", StringComparison.Ordinal), Rig.Console);
        var seen = await SeenAsync(s => s.Address.Equals(phone.Address.Address));
        Assert.Equal(["OPTIONS"], seen.Arrivals.Select(a => a.Method));
    }

    [Fact]
    public async Task PeerOfATrunk_IsMarkedAsKnown()
    {
        using var phone = new ScriptedPhone();
        using var wait = Waits.Begin(Actor.System).Value;
        phone.Send(Invite(phone.Address).Replace("INVITE", "OPTIONS", StringComparison.Ordinal), Rig.Console);
        var seen = await SeenAsync(s => s.Address.Equals(IPAddress.Loopback) && s.Best.Source.Equals(phone.Address));
        Assert.Equal((Rig.Trunk.Id, Rig.Trunk.Name), (seen.Best.TrunkId, seen.Best.TrunkName));
    }

    [Fact]
    public async Task Garbage_IsShownCleanedWithWhatIsWrong()
    {
        using var phone = new ScriptedPhone("127.0.0.4");
        using var wait = Waits.Begin(Actor.System).Value;
        phone.Send("HELLO <b>there</b>\u001b[31m\r\nX: y\r\n\r\n", Rig.Console);
        var seen = (await SeenAsync(s => s.Address.Equals(phone.Address.Address))).Best;
        Assert.NotNull(seen.Problem);
        Assert.Equal("HELLO <b>there</b>?[31m", seen.Line);
    }

    [Fact]
    public async Task OverTcp_TheMessageIsShown_AndTheConnectionClosed()
    {
        using var socket = await ConnectAsync("127.0.0.5", Rig.Console);
        using var wait = Waits.Begin(Actor.System).Value;
        await socket.SendAsync(Encoding.UTF8.GetBytes(Invite((IPEndPoint)socket.LocalEndPoint!).Replace("SIP/2.0/UDP", "SIP/2.0/TCP", StringComparison.Ordinal)));
        var seen = await SeenAsync(s => s is { Transport: TrunkTransport.Tcp } && s.Address.ToString() == "127.0.0.5");
        Assert.Equal(("INVITE", "+31612345678"), (seen.Best.Method, seen.Best.FromUser));
        Assert.Equal(0, await socket.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OverTls_TheConnectionIsShown_AndNothingOfWhatItWouldSay()
    {
        using var wait = Waits.Begin(Actor.System).Value;
        using var socket = await ConnectAsync("127.0.0.6", Rig.Get<SipEngine>().TlsAddress!);
        var seen = await SeenAsync(s => s is { Transport: TrunkTransport.Tls } && s.Address.ToString() == "127.0.0.6");
        Assert.Equal((Arrival.TlsHandshake, null), (seen.Best.Method, seen.Best.From));
        Assert.Equal(0, await socket.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken));
    }

    private async Task<Sighting> SeenAsync(Func<Sighting, bool> wanted)
    {
        await Eventually.TrueAsync(() => Waits.Seen.Any(wanted), () => $"it was seen, only {string.Join(" / ", Waits.Seen.Select(s => s.Best))}");
        return Waits.Seen.First(wanted);
    }

    private static async Task<Socket> ConnectAsync(string from, IPEndPoint to)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(to, TestContext.Current.CancellationToken);
        return socket;
    }

    private static string Invite(IPEndPoint from)
    {
        const string sdp = "v=0\r\no=- 1 1 IN IP4 10.9.9.9\r\ns=-\r\nc=IN IP4 10.9.9.9\r\nt=0 0\r\nm=audio 4000 RTP/SAVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
        return $"INVITE sip:0031201234567@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {from};branch=z9hG4bK-{Guid.NewGuid():N}\r\nMax-Forwards: 70\r\n"
            + $"From: \"Ada\" <sip:+31612345678@pbx.example.com>;tag=1\r\nTo: <sip:0201234567@127.0.0.1>\r\nCall-ID: {Guid.NewGuid():N}\r\nCSeq: 1 INVITE\r\n"
            + $"Contact: <sip:x@192.168.7.7:5060>\r\nUser-Agent: FPBX-17.0.19(20.9.3)\r\nContent-Type: application/sdp\r\nContent-Length: {sdp.Length}\r\n\r\n{sdp}";
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly TestCertificates _authority = new();
        private readonly string _file = Path.Combine(Path.GetTempPath(), $"voicedock-{Guid.NewGuid():N}.pem");

        public CallRig Rig { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await File.WriteAllTextAsync(_file, _authority.Issue(["127.0.0.1"]));
            Rig = await CallRig.StartAsync(settings: [("Sip:CertificateFile", _file), ("Sip:TlsPort", "0")]);
        }

        public async ValueTask DisposeAsync()
        {
            await Rig.DisposeAsync();
            File.Delete(_file);
            _authority.Dispose();
        }
    }
}
