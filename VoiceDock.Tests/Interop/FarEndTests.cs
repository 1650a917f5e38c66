using System.Text.RegularExpressions;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>What SIPp as the PBX sees of a call that came from SIPp as the caller: what the trunk was told to show, and nothing else.</summary>
[Trait("Kind", "Sip")]
public sealed partial class FarEndTests(InteropRig rig) : IClassFixture<InteropRig>, IDisposable
{
    // Of the call itself; the rest is what a trunk shows.
    private static readonly string[] Own =
    [
        "Via", "Max-Forwards", "From", "To", "Call-ID", "CSeq", "Contact", "Allow", "Supported", "User-Agent", "Session-Expires", "Min-SE", "Content-Type", "Content-Length", "Accept",
        "Authorization",
    ];

    private readonly string _messages = Path.GetTempFileName();

    [Fact]
    public async Task CallFullOfHeaders_ShowsTheTrunksNumberAndNothingOfTheCaller()
    {
        var seen = await SeenAsync("caller-tells-everything", "+441632961901", t =>
            (t.CallerIdPolicy, t.CallerIdHeader, t.CallerIdNumber, t.Headers) = ("fixed", "pai", "+31880000001", []));

        Assert.Equal(["P-Asserted-Identity: <sip:+31880000001@127.0.0.1>"], Shown(seen));
        Assert.DoesNotContain("leak", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("+4420794699", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyCaller_ShowsNumberAndNameOfTheCaller_AndTheTrunksHeaders()
    {
        var seen = await SeenAsync("caller-tells-everything", "+441632961902", t =>
            (t.CallerIdPolicy, t.CallerIdHeader, t.Headers) = ("caller", "rpid",
            [
                new TrunkHeader("X-Dialled", "{number}"), new TrunkHeader("X-Summary", "{summary}"), new TrunkHeader("User-to-User", "{caller_name}"), new TrunkHeader("x-fixed", "blue"),
            ]));

        Assert.Equal(
            [
                "Remote-Party-ID: \"Ada Marsh\" <sip:+442079469998@127.0.0.1>;party=calling;privacy=off;screen=yes", "X-Dialled: +441632961902",
                "X-Summary: Wants an invoice. In March.", "User-to-User: 416461204D61727368;encoding=hex", "x-fixed: blue",
            ],
            Shown(seen));
        Assert.DoesNotContain("leak", seen, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CallerWhoWithheldTheNumber_StaysUnknown_ThoughTheTrunkItCameByToldIt()
    {
        var seen = await SeenAsync("caller-withholds-the-number", "+441632961903", t =>
            (t.CallerIdPolicy, t.CallerIdHeader, t.Headers) = ("caller", "pai", [new TrunkHeader("X-Caller", "{caller}{caller_name}")]));

        Assert.Equal(["Privacy: id"], Shown(seen));
        Assert.Contains("From: \"Anonymous\" <sip:", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("+442079469995", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("leak", seen, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => File.Delete(_messages);

    /// <summary>The INVITE of a transfer as SIPp has written it down.</summary>
    private async Task<string> SeenAsync(string scenario, string number, Action<TrunkInput> shape)
    {
        await using var pbx = await SippPeer.ListenAsync("pbx-answers-until-bye", more: ["-trace_msg", "-message_file", _messages]);
        await rig.Core.AddLineAsync(number, pbx.Address.Port, shape);
        await using var caller = SippPeer.Call(scenario, rig.Core.Console, number);
        var call = await rig.Core.UntilAsync(c => c.Number == number && c.State == CallState.InProgress);
        var order = new TransferOrder("200") { Summary = "Wants an invoice.\r\nIn March." };
        Assert.True((await rig.Core.Desk.TransferAsync(call.Id, order, CallRig.Operator)).IsOk);
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Connected);
        await rig.Core.Desk.EndAsync(call.Id, null, CallRig.Operator);
        await caller.SucceedAsync();
        await pbx.SucceedAsync();
        await rig.NothingLeftAsync();
        return Invite().Match(await File.ReadAllTextAsync(_messages, TestContext.Current.CancellationToken)).Value;
    }

    private static IEnumerable<string> Shown(string invite)
    {
        var lines = invite.ReplaceLineEndings("\n").Split("\n\n")[0].Split('\n');
        return lines.Skip(1).Where(l => !Own.Contains(l.Split(':')[0], StringComparer.OrdinalIgnoreCase));
    }

    // up to the next message of the log
    [GeneratedRegex(@"^INVITE sip:.*?(?=^-{10})", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Invite();
}
