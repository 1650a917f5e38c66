using VoiceDock.Core.Sip.Messages;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>
/// Who may draw a digest: the trunk's own address with its pinned realm, and nobody else, for no method. Every cell of method, realm and place
/// (CVE-2021-41158; CANCEL never carries new credentials, RFC 3261 22.1).
/// </summary>
[Trait("Kind", "Sip")]
public sealed class RogueChallengeTests : IAsyncLifetime
{
    private static readonly string[] Methods = ["INVITE", "re-INVITE", "UPDATE", "BYE", "REFER", "CANCEL", "REGISTER", "OPTIONS"];
    private static readonly string[] Realms = ["own", "other", "empty", "look-alike", "two"];
    private static readonly string[] Places = ["trunk", "elsewhere", "after a redirect"];

    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _trunk = new();
    private readonly ScriptedPhone _stranger = new("127.0.0.66");
    private readonly TestCredentials _credentials = new(realm: "pbx");

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var method in Methods)
                foreach (var realm in Realms)
                    foreach (var place in Places)
                        cells.Add(method, realm, place);
            return cells;
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _trunk.Dispose();
        _stranger.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Challenge_DrawsADigest_OnlyFromTheTrunkForItsOwnRealm(string method, string realm, string place)
    {
        var request = await RequestAsync(method);
        var challenge = request.Answer("401 Unauthorized", "phone", Challenges(realm));
        if (place == "after a redirect") _trunk.Reply(request, "302 Moved Temporarily", "phone", "Contact: <sip:elsewhere@127.0.0.66>");
        (place == "elsewhere" ? _stranger : _trunk).Send(challenge, _agent.Address);

        var answers = await AuthorizationsAsync(request);

        var legal = place == "trunk" && realm is "own" or "two" && method != "CANCEL";
        if (legal) Assert.Contains("realm=\"pbx\"", Assert.Single(answers));
        else Assert.Empty(answers);
        Assert.Null(await _stranger.TryReceiveAsync(TimeSpan.FromMilliseconds(1)));
    }

    // Messages of one Call-ID are handled in order: when the OPTIONS is answered, what the challenge drew has been sent before.
    private async Task<List<string>> AuthorizationsAsync(WireMessage request)
    {
        _trunk.Send(_trunk.Request("OPTIONS", _agent.Address, request.Header("Call-ID"), cseq: 900, fromTag: "marker"), _agent.Address);
        var found = new List<string>();
        while (true)
        {
            var next = await _trunk.NextAsync();
            if (next.IsResponse && next.CSeq == 900) return found;
            found.AddRange(next.All("Authorization"));
        }
    }

    private static string Challenges(string realm)
    {
        string One(string name) => $"WWW-Authenticate: Digest realm=\"{name}\", nonce=\"n-{name}\", algorithm=SHA-256, qop=\"auth\"";
        return realm switch
        {
            "own" => One("pbx"),
            "other" => One("evil"),
            "empty" => One(""),
            "look-alike" => One("PBX"),
            _ => $"{One("evil")}\r\n{One("pbx")}",
        };
    }

    private async Task<WireMessage> RequestAsync(string method)
    {
        if (method is "REGISTER" or "OPTIONS")
        {
            var request = _agent.Options(_trunk.Address) with { Method = method, Credentials = _credentials };
            _ = _agent.Agent.SendAsync(request, TestContext.Current.CancellationToken);
            return await _trunk.ExpectAsync(method);
        }

        var (call, events) = _agent.Call(_trunk.Address, _credentials);
        var invite = await _trunk.ExpectAsync("INVITE");
        if (method == "INVITE") return invite;
        if (method == "CANCEL")
        {
            _trunk.Reply(invite, "180 Ringing", "phone");
            await events.NextAsync("Provisional");
            call.HangUp();
            return await _trunk.ExpectAsync("CANCEL");
        }

        _trunk.Reply(invite, "200 OK", "phone", $"{_trunk.Contact}\r\nAllow: UPDATE", ScriptedPhone.Sdp);
        await _trunk.ExpectAsync("ACK");
        await events.NextAsync("Answered");
        var stop = TestContext.Current.CancellationToken;
        if (method == "BYE") call.HangUp();
        else if (method == "REFER") call.Refer(Somebody);
        else if (method == "UPDATE") _ = call.UpdateAsync(null, stop);
        else _ = call.ReinviteAsync(ScriptedPhone.Sdp, stop);
        return await _trunk.ExpectAsync(method == "re-INVITE" ? "INVITE" : method);
    }

    private static NameAddr Somebody { get; } =
        new() { Uri = new SipUri { Scheme = "sip", User = "300", Host = "pbx" } };
}
