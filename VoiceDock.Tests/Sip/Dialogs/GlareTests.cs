using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Two offers that cross (RFC 3261 14.1 and 14.2). Real packets, moved clock, chance as told.</summary>
[Trait("Kind", "Sip")]
public sealed class GlareTests : IAsyncLifetime
{
    private const double MostChance = 0.999_999;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly FakeTimeProvider _time = new();
    private readonly TestAgent _agent;
    private readonly ScriptedPhone _phone = new();
    private double _chance;

    public GlareTests() => _agent = new TestAgent(change: o => o with { Chance = () => _chance }, time: _time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [InlineData(true, 0, 2_090, 2_120)]
    [InlineData(true, MostChance, 3_990, 4_020)]
    [InlineData(false, 0, 0, 20)]
    [InlineData(false, MostChance, 1_990, 2_020)]
    public async Task Peer_Answers491_OursIsSentAgainAfterTheTimeOfWhoChoseTheCallId(bool ours, double chance, int notBefore, int by)
    {
        _chance = chance;
        var call = ours ? (await OutboundAsync()).Call : (await InboundAsync()).Call;
        var outcome = call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        var first = await _phone.ExpectAsync("INVITE");
        _phone.Reply(first, "491 Request Pending");
        await _phone.ExpectAsync("ACK");
        // The ACK leaves before the pause begins; the clock stands meanwhile.
        await _phone.ExpectSilenceAsync(Moment);
        if (notBefore > 0)
        {
            _time.Advance(TimeSpan.FromMilliseconds(notBefore));
            await _phone.ExpectSilenceAsync(Moment);
        }

        _time.Advance(TimeSpan.FromMilliseconds(by - notBefore));

        var again = await _phone.ExpectAsync("INVITE");
        Assert.Equal((first.CSeq + 1, first.Body), (again.CSeq, again.Body));
        _phone.Reply(again, "200 OK", null, _phone.Contact, ScriptedPhone.Sdp);
        Assert.True((await outcome).Accepted);
    }

    [Fact]
    public async Task Peer_Answers491ForEver_WeGiveUpAndTheCallGoesOn()
    {
        var (call, _) = await OutboundAsync();
        var outcome = call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        for (var i = 0; i < 4; i++)
        {
            _phone.Reply(await _phone.ExpectLaterAsync("INVITE"), "491 Request Pending");
            await _phone.ExpectAsync("ACK");
            await _phone.ExpectSilenceAsync(Moment);
            _time.Advance(TimeSpan.FromSeconds(4.1));
        }

        Assert.Equal(new SipReinviteOutcome(false, 491, null), await outcome);
        Assert.Equal(SipSessionState.Confirmed, call.State);
    }

    [Theory]
    [InlineData("INVITE")]
    [InlineData("UPDATE")]
    public async Task Peer_OffersWhileOursIsOpen_Is491(string method)
    {
        var (call, invite) = await OutboundAsync();
        _ = call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        await _phone.ExpectAsync("INVITE");

        _phone.Send(_phone.InDialogBack(method, invite, 1, body: ScriptedPhone.Sdp), _agent.Address);

        Assert.Equal(method, (await _phone.ExpectAsync("491")).Method);
    }

    [Fact]
    public async Task Owner_OffersWhileTheirsIsOpen_WaitsForItsEnd()
    {
        var (call, ok, events) = await InboundAsync();
        _phone.Send(_phone.InDialog("UPDATE", ok, 2, body: ScriptedPhone.Sdp), _agent.Address);
        var offer = (await events.NextAsync("Reinvite")).Offer!;

        var outcome = call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        await _phone.ExpectSilenceAsync(Moment);
        offer.Accept(ScriptedPhone.Sdp);
        await _phone.ExpectAsync("200");
        _time.Advance(TestAgent.Quick.T1 * 2);

        _phone.Reply(await _phone.ExpectAsync("INVITE"), "200 OK", null, _phone.Contact, ScriptedPhone.Sdp);
        Assert.True((await outcome).Accepted);
    }

    private async Task<(SipSession Call, WireMessage Invite)> OutboundAsync()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", $"{_phone.Contact}\r\nAllow: UPDATE", ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        await events.NextAsync("Answered");
        return (call, invite);
    }

    private async Task<(SipSession Call, WireMessage Ok, SessionRecorder Events)> InboundAsync()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        var ok = await _phone.ExpectLaterAsync("200");
        _phone.Send(_phone.InDialog("ACK", ok, 1), _agent.Address);
        await events.NextAsync("Confirmed");
        return (call, ok, events);
    }
}
