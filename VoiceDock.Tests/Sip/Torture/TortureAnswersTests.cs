using System.Net;
using System.Text;
using System.Threading.Channels;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Torture;

/// <summary>The messages of RFC 4475 and RFC 5118 sent as datagrams to a listening agent. Most name a port of the RFC's where the answer is to
/// go, so it is read where it leaves.</summary>
[Trait("Kind", "Sip")]
public sealed class TortureAnswersTests : IAsyncLifetime
{
    // One lane: whatever a message leads to has been done when the ping sent behind it is answered.
    private readonly TestAgent _agent = new(change: options => options with { Lanes = 1 });
    private readonly ScriptedPhone _phone = new("127.45.75.1");
    private readonly Channel<SipTraceMessage> _sent = Channel.CreateBounded<SipTraceMessage>(100);

    public ValueTask InitializeAsync()
    {
        _agent.TakeInvite = session => session.Reject(486);
        _agent.Agent.Traced += message =>
        {
            if (message is { Sent: true, Retransmission: false }) _sent.Writer.TryWrite(message);
        };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(TortureCases.All), MemberType = typeof(TortureCases))]
    public async Task Answer_IsWhatTheRfcAsks(string name, string? refusal, string answer)
    {
        var answers = await AnswersToAsync(TortureMessage.Load(name));

        string[] expected = answer switch { "silence" => [], "offered" => ["100", "486"], _ => [answer] };
        Assert.Equal(expected, answers.Select(a => a.Summary[..3]));
        Assert.All(answers, a => Assert.Equal(_phone.Address.Address, a.Remote.Address));
        if (answer == "400") Assert.Equal($"400 Bad Request: {refusal}", Assert.Single(answers).Summary);
        else Assert.All(answers, a => Assert.True(SipParser.Parse(Encoding.UTF8.GetBytes(a.Text)).IsOk, a.Text));
    }

    [Theory]
    [InlineData("rfc4475/bext01", "Unsupported", "nothingSupportsThis, nothingSupportsThisEither")]
    [InlineData("rfc4475/invut", "Accept", "application/sdp")]
    [InlineData("rfc4475/semiuri", "Accept", "application/sdp")]
    [InlineData("rfc4475/quotbal", "To", "\"Mr. J. User <sip:j.user@example.com>")]
    [InlineData("rfc4475/scalar02", "CSeq", "36893488147419103232 REGISTER")]
    [InlineData("rfc4475/badinv01", "Via", "SIP/2.0/UDP 192.0.2.15;received=127.45.75.1")]
    [InlineData("rfc4475/insuf", "CSeq", "193942 INVITE")]
    public async Task Answer_SaysWhatTheOtherSideNeeds(string name, string header, string value)
    {
        var answer = Assert.Single(await AnswersToAsync(TortureMessage.Load(name)));

        Assert.Equal(value, new WireMessage(answer.Text, answer.Remote).Header(header));
    }

    [Fact]
    public async Task Answer_ToFiveKindsOfVia_CarriesAllFive()
    {
        var answer = Assert.Single(await AnswersToAsync(TortureMessage.Load("rfc4475/transports")));

        var vias = new WireMessage(answer.Text, answer.Remote).All("Via").ToArray();
        Assert.Equal(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"], vias.Select(via => via.Split('/', ' ')[2]));
    }

    [Fact]
    public async Task UnknownAuthorizationScheme_IsChallengedWithOurs()
    {
        var server = new DigestServer(TimeProvider.System, new DigestServerOptions { Realm = "voicedock", Algorithms = ["SHA-256"] });
        _agent.Answer = request =>
        {
            Assert.Equal(DigestVerdictKind.NoCredentials, server.Verify(request, _ => null).Kind);
            return server.CreateResponse(request, "t");
        };

        var answer = Assert.Single(await AnswersToAsync(TortureMessage.Load("rfc4475/regaut01")));

        Assert.Equal("401 Unauthorized", answer.Summary);
    }

    [Fact]
    public async Task Answer_GoesWhereTheViaSays()
    {
        var noPort = Assert.Single(await AnswersToAsync(TortureMessage.Load("rfc4475/zeromf")));
        Assert.Equal(new IPEndPoint(_phone.Address.Address, 5060), noPort.Remote);
        var askedForPort = Assert.Single(await AnswersToAsync(TortureMessage.Load("rfc4475/mpart01")));
        Assert.Equal(_phone.Address, askedForPort.Remote);
        Assert.Equal("MESSAGE", (await _phone.ExpectLaterAsync("405")).Method);
    }

    private async Task<List<SipTraceMessage>> AnswersToAsync(byte[] message)
    {
        const string Ping = "ping-after-it";
        _phone.Send(message, _agent.Address);
        _phone.Send(_phone.Request("OPTIONS", _agent.Address, Ping), _agent.Address);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        List<SipTraceMessage> answers = [];
        await foreach (var sent in _sent.Reader.ReadAllAsync(stop.Token))
        {
            if (sent.CallId == Ping) break;
            answers.Add(sent);
        }

        return answers;
    }
}
