using System.Text.RegularExpressions;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What is shown before a transfer is what leaves when it is made, and what is refused then is refused before.</summary>
[Trait("Kind", "Sip")]
public sealed partial class DialRehearsalTests
{
    public static TheoryData<string, Action<TrunkInput>> Trunks => new()
    {
        { "200", t => { } },
        { "+31612345678", t => (t.NumberFormat, t.NumberCountry, t.NumberPrefix) = ("national", "NL", "9") },
        { "+31612345678", t => (t.CallerIdHeader, t.Username, t.Password) = ("from", null, null) },
        { "*98", t => (t.ExtensionPattern, t.CallerIdPolicy, t.CallerIdHeader) = ("[*][0-9]{2}", "number", "rpid") },
        { "200", t => (t.CallerIdHeader, t.FromUser, t.FromDomain, t.Codecs) = ("diversion", "account", "sip.example.com", ["G722", "PCMU"]) },
        { "200", t => t.Headers = [new("X-Call", "{call_id} of {caller_name} with {assistant}"), new("X-Summary", "{summary}"), new("User-to-User", "{caller};purpose=isdn-uui")] },
        { "sip:200@127.0.0.1", t => (t.CallerIdPolicy, t.CallerIdNumber) = ("fixed", "+31201234567") },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Trunks))]
    public async Task RehearsedInvite_IsTheOneThatLeaves_ApartFromTagsAndIds(string destination, Action<TrunkInput> shape)
    {
        await using var scene = await ScriptedCall.StartAsync(shape);
        var wish = new DialWish(scene.Trunk, destination)
        {
            CallerNumber = scene.Call.Caller,
            CallerName = scene.Call.CallerName,
            OurNumber = scene.Call.Number,
            AssistantName = scene.Call.AssistantName,
            CallId = scene.Call.Id,
            CallerCodec = "PCMA",
        };
        var rehearsed = await scene.Rig.Get<IDialRehearsal>().RehearseAsync(wish, TestContext.Current.CancellationToken);
        Assert.True(rehearsed.IsAllowed, string.Join(" ", rehearsed.Checks));
        Assert.False(scene.Pbx.HasMessage, "The rehearsal sent something.");

        await scene.Rig.TransferAsync(scene.Call.Id, destination);
        var sent = await scene.Pbx.ExpectAsync("INVITE");

        Assert.Equal(Plain(sent.Text), Plain(rehearsed.Invite!));
        Assert.Equal(scene.Pbx.Address, rehearsed.Target);
        Assert.Equal(scene.Rig.Feed.Live.Single(c => c.Id == scene.Call.Id).ActiveTransfer!.Dialled, rehearsed.Dialled);
        Assert.All(rehearsed.CallerLines, line => Assert.Contains(Untagged(line), Untagged(sent.Text), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_AreToldWithThoseThatSayNothingHere()
    {
        await using var rig = await CallRig.StartAsync();
        var trunk = TrunkSamples.Made(t => (t.Host, t.Port, t.Headers) = ("127.0.0.1", rig.Pbx.Address.Port, [new("X-Who", "{caller}"), new("X-Summary", "{summary}")]));

        var shown = await RehearseAsync(rig, trunk, "200");

        Assert.Equal("The INVITE carries X-Who; nothing is known here for X-Summary.", shown.Checks.Single(c => c.Step == DialStep.Headers).Words);
        Assert.Contains("\r\nX-Who: +442079460123\r\n", shown.Invite, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Summary", shown.Invite, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EncryptedAudio_IsShownWithoutItsKeys()
    {
        await using var rig = await CallRig.StartAsync();
        var trunk = TrunkSamples.Made(t => (t.Host, t.Username, t.CallerIdHeader) = ("127.0.0.1", "voicedock", "pai"), t => t.Srtp = TrunkSrtp.Required);

        var shown = await RehearseAsync(rig, trunk, "200");

        Assert.Contains("RTP/SAVP", shown.Invite, StringComparison.Ordinal);
        Assert.Matches(@"a=crypto:\*\*\*\r\n", shown.Invite);
        Assert.DoesNotContain("inline:", shown.Invite, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageTooLargeForUdp_IsShownOverTcpWithTheReason()
    {
        await using var rig = await CallRig.StartAsync();
        var trunk = TrunkSamples.Made(t => (t.Host, t.Port, t.FromDomain) = ("127.0.0.1", rig.Pbx.Address.Port, $"{new string('a', 60)}.{new string('b', 60)}.{new string('c', 60)}.example.com"));

        var shown = await RehearseAsync(rig, trunk, "200", new string('x', 120));

        Assert.Contains("Via: SIP/2.0/TCP", shown.Invite, StringComparison.Ordinal);
        Assert.Equal("The INVITE leaves over TCP, because it is too large for UDP.", shown.Checks.Last().Words);
    }

    [Theory]
    [InlineData("+31612345678", "e164_plain", true, "ok")]
    [InlineData("hello there", "e164_plain", true, "invalid_destination")]
    [InlineData("+3161234567890123", "e164_plain", true, "invalid_destination")]
    [InlineData("200", "e164_plain", false, "destination_not_allowed")]
    [InlineData("0612345678", "e164_plain", true, "destination_not_allowed")]
    [InlineData("+31906123", "e164_plain", true, "destination_not_allowed")]
    [InlineData(CallRig.OurNumber, "e164_plain", true, "own_number")]
    [InlineData("sip:200@evil.example", "e164_plain", true, "invalid_destination")]
    [InlineData("+31612345678", "national", true, "invalid_destination")]
    public async Task RefusedDestination_IsToldAsATransferWouldBe_AndShowsNoInvite(string destination, string format, bool extensions, string code)
    {
        await using var rig = await CallRig.StartAsync();
        var trunk = TrunkSamples.Made(t => (t.Host, t.Port, t.NumberFormat, t.AllowExtensions) = ("127.0.0.1", rig.Pbx.Address.Port, format, extensions));

        var shown = await RehearseAsync(rig, trunk, destination);

        Assert.Equal((code == "ok", code == "ok"), (shown.IsAllowed, shown.Invite is not null));
        Assert.Equal(code, shown.Checks.Single(c => c.Step == DialStep.Number).Code);
        Assert.All(shown.Checks, c => Assert.NotEmpty(c.Words));
    }

    [Fact]
    public async Task NationalWithoutCountry_SaysWhatToDo()
    {
        await using var rig = await CallRig.StartAsync();

        var shown = await RehearseAsync(rig, TrunkSamples.Made(t => (t.Host, t.NumberFormat) = ("127.0.0.1", "national")), "+31612345678");

        Assert.EndsWith("Give the trunk its country, or choose another number format.", shown.Checks.Last().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrunkThatCannotBeCalled_IsToldWithWhatWasFoundBefore()
    {
        await using var rig = await CallRig.StartAsync();

        var off = await RehearseAsync(rig, TrunkSamples.Made(t => (t.Host, t.IsActive) = ("127.0.0.1", false)), "200");
        var forbidden = await RehearseAsync(rig, TrunkSamples.Made(t => t.Host = "169.254.169.254"), "200");
        var unknown = await RehearseAsync(rig, TrunkSamples.Made(t => (t.Host, t.Port) = ("no-such.example", null)), "200");

        Assert.Equal(("trunk_inactive", (string?)null), (off.Checks.Single().Code, off.Dialled));
        Assert.Equal(("target_refused", "200", (string?)null), (forbidden.Checks.Last().Code, forbidden.Dialled, forbidden.Invite));
        Assert.Equal((DialStep.Target, DialVerdict.Refused, "dns_failed"), (unknown.Checks.Last().Step, unknown.Checks.Last().Verdict, unknown.Checks.Last().Code));
    }

    [Fact]
    public async Task CallWithoutANumberToShow_IsAllowedAndMinded()
    {
        await using var rig = await CallRig.StartAsync();
        var trunk = TrunkSamples.Made(t => (t.Host, t.Port, t.CallerIdPolicy) = ("127.0.0.1", rig.Pbx.Address.Port, "number"));

        var shown = await RehearseAsync(rig, trunk, "200");

        Assert.Equal((true, DialVerdict.Mind), (shown.IsAllowed, shown.Checks.Single(c => c.Step == DialStep.CallerId).Verdict));
        Assert.Contains(shown.CallerLines, l => l.StartsWith("Privacy:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rehearsals_LeaveNoSessionAndNoPortBehind()
    {
        await using var rig = await CallRig.StartAsync();
        var media = rig.Get<VoiceDock.Core.Media.MediaEngine>();
        var trunk = TrunkSamples.Made(t => (t.Host, t.Port) = ("127.0.0.1", rig.Pbx.Address.Port));

        for (var i = 0; i < 20; i++) Assert.True((await RehearseAsync(rig, trunk, "200")).IsAllowed);

        await Eventually.TrueAsync(() => media.Counters is { PortsInUse: 0, Calls: 0 }, "every audio port is let go");
        Assert.Empty(rig.Feed.Live);
    }

    [Fact]
    public async Task ConnectedTransfers_AreThoseThatReachedTheirDestination()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "201");
        await rig.UntilTransferAsync(call.Id, TransferState.Failed);
        await rig.UntilAsync(c => c.Id == call.Id && c.State == CallState.InProgress && c.Transfers.Count == 1);
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        caller.HangUp();
        await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());

        var connected = await rig.Get<VoiceDock.Core.Calls.History.CallHistory>().ConnectedTransfersAsync(rig.Trunk.Id, 10, TestContext.Current.CancellationToken);

        Assert.Equal(("200", "200"), (Assert.Single(connected).Destination, connected[0].Dialled));
    }

    private static ValueTask<DialRehearsal> RehearseAsync(CallRig rig, Trunk trunk, string destination, string? name = null) =>
        rig.Get<IDialRehearsal>().RehearseAsync(new DialWish(trunk, destination) { CallerNumber = "+442079460123", CallerName = name }, TestContext.Current.CancellationToken);

    // What must differ from call to call: branch, tag, Call-ID, session id and port, and the length that follows from them.
    private static string Plain(string invite) => Length().Replace(Port().Replace(Session().Replace(CallId().Replace(Untagged(Branch().Replace(invite, "branch=B")), "Call-ID: C"), "o=$1 S V"), "$1 P"), "Content-Length: L");

    private static string Untagged(string text) => Tag().Replace(text, ";tag=T");

    [GeneratedRegex(@"branch=[^;\r]+")]
    private static partial Regex Branch();

    [GeneratedRegex(@";tag=[^;>\r]+")]
    private static partial Regex Tag();

    [GeneratedRegex(@"Call-ID: [^\r]+")]
    private static partial Regex CallId();

    [GeneratedRegex(@"o=(\S+) \d+ \d+")]
    private static partial Regex Session();

    [GeneratedRegex(@"(m=audio|a=rtcp:)\s?\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"Content-Length: \d+")]
    private static partial Regex Length();
}
