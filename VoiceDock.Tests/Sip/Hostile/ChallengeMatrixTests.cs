using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T4: a challenge draws a digest only from the trunk's own address, for its own realm, and for a request that may carry one.
/// Every method, realm and place; whether an Authorization left is read off everything the agent sends.</summary>
[Trait("Kind", "Sip")]
public sealed class ChallengeMatrixTests : IAsyncLifetime
{
    private const string Realm = "pbx.example.com";
    private static readonly string[] Methods = ["INVITE", "REGISTER", "OPTIONS", "BYE", "re-INVITE", "CANCEL"];
    private static readonly string[] Realms = ["own", "other", "empty", "look-alike", "two"];
    private static readonly string[] Places = ["same address", "other address", "after 302"];

    private readonly TestAgent _agent = new(change: options => options with { Lanes = 1 });
    private readonly ScriptedPhone _trunk = new();
    private readonly ScriptedPhone _rogue = new("127.0.0.66");
    private readonly List<SipTraceMessage> _sent = [];
    private readonly Queue<(ScriptedPhone Phone, WireMessage Message)> _waiting = new();
    private int _pings;

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var method in Methods)
        {
            foreach (var realm in Realms)
            {
                foreach (var place in Places) cells.Add(method, realm, place);
            }
        }

        return cells;
    }

    public ValueTask InitializeAsync()
    {
        _agent.Agent.Traced += message =>
        {
            if (!message.Sent) return;
            lock (_sent) _sent.Add(message);
        };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _trunk.Dispose();
        _rogue.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Authorization_LeavesOnlyInTheLegalCells(string method, string realm, string place)
    {
        var request = await RequestAsync(method);
        await ChallengeAsync(request, realm, place, "n1");

        var legal = method != "CANCEL" && place == "same address" && realm is ("own" or "two");
        Assert.Equal(legal ? 1 : 0, Authorized().Count);
        if (!legal) return;
        var again = await NextAsync(_trunk, request.Method);
        Assert.Contains($"realm=\"{Realm}\"", again.Header("Authorization"));

        // A loop of challenges gets one answer, not one each.
        await ChallengeAsync(again, realm, place, "n2");
        Assert.Single(Authorized());
    }

    [Theory]
    [InlineData("INVITE")]
    [InlineData("REGISTER")]
    [InlineData("BYE")]
    [InlineData("re-INVITE")]
    public async Task ProxyChallenge_IsJudgedTheSame(string method)
    {
        var request = await RequestAsync(method);
        var challenge = request.Answer("407 Proxy Authentication Required", "phone", Challenges("own", "n1", "Proxy"));
        await SettleAsync(() => _rogue.Send(challenge, _agent.Address));

        Assert.Empty(Authorized());
    }

    private static string Challenges(string realm, string nonce, string kind = "WWW")
    {
        string[] named = realm switch
        {
            "own" => [Realm],
            "other" => ["evil.example.net"],
            "empty" => [""],
            "look-alike" => ["PBX.example.com", "pbx.example.com ", "pbx.example.c\u043Em", "pbx.example.com.", "pbx\\\\.example.com"],
            _ => ["evil.example.net", Realm],
        };
        return string.Join("\n", named.Select(name =>
            $"{kind}-Authenticate: Digest realm=\"{name}\", nonce=\"{nonce}\", algorithm=SHA-256, qop=\"auth\""));
    }

    private Task ChallengeAsync(WireMessage request, string realm, string place, string nonce) => SettleAsync(() =>
    {
        var challenge = request.Answer("401 Unauthorized", "phone", Challenges(realm, nonce));
        if (place == "after 302") _trunk.Reply(request, "302 Moved Temporarily", "phone", _rogue.Contact);
        if (place != "other address") _trunk.Send(challenge, _agent.Address);
        if (place != "same address") _rogue.Send(challenge, _agent.Address);
    });

    // One lane: when the ping behind it is answered, all that a challenge leads to has been sent.
    private async Task SettleAsync(Action challenge)
    {
        challenge();
        foreach (var phone in (ScriptedPhone[])[_trunk, _rogue])
        {
            var ping = $"ping-{++_pings}";
            phone.Send(phone.Request("OPTIONS", _agent.Address, ping), _agent.Address);
            for (var i = 0; i < 200; i++)
            {
                var message = await phone.TryReceiveAsync(TimeSpan.FromSeconds(5)) ?? throw new TimeoutException("The ping was not answered.");
                if (message.Header("Call-ID") == ping) break;
                _waiting.Enqueue((phone, message));
            }
        }
    }

    /// <summary>The next such request at a phone, one that came while a ping was awaited included.</summary>
    private async Task<WireMessage> NextAsync(ScriptedPhone phone, string method)
    {
        while (_waiting.TryDequeue(out var early))
        {
            var (from, message) = early;
            if (from == phone && !message.IsResponse && message.Method == method && message.Has("Authorization")) return message;
        }

        return await phone.ExpectLaterAsync(method);
    }

    private List<SipTraceMessage> Authorized()
    {
        lock (_sent) return [.. _sent.Where(m => !m.Retransmission && m.Text.Contains("Authorization:", StringComparison.OrdinalIgnoreCase))];
    }

    private async Task<WireMessage> RequestAsync(string method)
    {
        var credentials = new TestCredentials(realm: Realm);
        if (method is "REGISTER" or "OPTIONS")
        {
            var request = _agent.Options(_trunk.Address) with { Method = method, Credentials = credentials };
            _ = _agent.Agent.SendAsync(request, TestContext.Current.CancellationToken);
            return await _trunk.ExpectAsync(method);
        }

        var (call, events) = _agent.Call(_trunk.Address, credentials);
        var invite = await _trunk.ExpectAsync("INVITE");
        if (method == "INVITE") return invite;
        if (method == "CANCEL")
        {
            _trunk.Reply(invite, "180 Ringing");
            await events.NextAsync("Provisional");
            call.HangUp();
            return await _trunk.ExpectAsync("CANCEL");
        }

        _trunk.Reply(invite, "200 OK", "phone", _trunk.Contact, ScriptedPhone.Sdp);
        await _trunk.ExpectAsync("ACK");
        if (method == "BYE") call.HangUp();
        else _ = call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        return await _trunk.ExpectAsync(method == "BYE" ? "BYE" : "INVITE");
    }
}
