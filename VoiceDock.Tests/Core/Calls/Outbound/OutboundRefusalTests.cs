using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Toll;
using VoiceDock.Tests.Core.Toll;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Outbound;

/// <summary>What refuses a call of ours, and that nothing is dialled then.</summary>
[Trait("Kind", "Sip")]
public sealed class OutboundRefusalTests
{
    [Fact]
    public async Task Rules_HoldAsForTransfers_AndNothingIsDialled()
    {
        await using var rig = await CallRig.StartAsync();
        var pbx = new WatchedPbx(rig.Pbx);

        Assert.Equal("invalid_destination", await rig.RefusalAsync(new OutboundOrder("sip:bob@elsewhere.example")));
        Assert.Equal("own_number", await rig.RefusalAsync(new OutboundOrder(CallRig.OurNumber)));
        Assert.Equal("destination_not_allowed", await rig.RefusalAsync(new OutboundOrder("+31909123456")));
        Assert.Equal("unknown_number", await rig.RefusalAsync(new OutboundOrder("200") { NumberId = Guid.NewGuid() }));
        Assert.Equal("unknown_number", await rig.RefusalAsync(new OutboundOrder("200") { OnlyNumbers = [], NumberId = rig.Number.Id }));
        Assert.Equal("unknown_assistant", await rig.RefusalAsync(new OutboundOrder("200") { AssistantId = Guid.NewGuid() }));
        Assert.Equal("forbidden_scope", await rig.RefusalAsync(new OutboundOrder("200") { OnlyTrunks = [Guid.NewGuid()] }));
        Assert.Equal("validation_failed", await rig.RefusalAsync(new OutboundOrder("200") { OneTime = new() { MaxDurationSeconds = new(1) } }));
        Assert.Equal("validation_failed", await rig.RefusalAsync(new OutboundOrder("200") { OneTime = new(), AssistantId = rig.Number.AssistantId }));
        Assert.Empty(pbx.Called);
        Assert.Empty(rig.Feed.Live);
    }

    [Fact]
    public async Task Limits_OfTheTrunk_RefuseTheSecondCall()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxConcurrentCalls = 1);
        var first = await rig.PlaceAsync(new OutboundOrder("202"));

        Assert.Equal("trunk_busy", await rig.RefusalAsync(new OutboundOrder("200")));

        await rig.Desk.EndAsync(first.Id, null, CallRig.Operator);
        await Eventually.TrueAsync(() => rig.Get<TrunkLoad>().Active(rig.Trunk.Id) == 0, "the first one's place is free");
        Assert.Null(await rig.RefusalAsync(new OutboundOrder("202")));
    }

    [Fact]
    public async Task Cap_OfTheDay_CountsThem()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxCallsPerDay = 1);
        await rig.UntilOverAsync((await rig.PlaceAsync(new OutboundOrder("201"))).Id);

        Assert.Equal("trunk_cap_reached", await rig.RefusalAsync(new OutboundOrder("200")));
        Assert.Equal(1, rig.Get<TollMeter>().Today(rig.Trunk.Id).Calls);
    }

    [Fact]
    public async Task Stopping_NoCallIsPlaced()
    {
        await using var rig = await CallRig.StartAsync();
        rig.Get<CallDrain>().Begin();

        Assert.Equal("draining", await rig.RefusalAsync(new OutboundOrder("200")));
    }

    [Fact]
    public async Task AsManyCallsAsMayBe_NoMoreIsPlaced()
    {
        await using var rig = await CallRig.StartAsync(settings: ("Calls:MaxLive", "1"));
        await rig.PlaceAsync(new OutboundOrder("202"));

        Assert.Equal("capacity", await rig.RefusalAsync(new OutboundOrder("202")));
    }

    [Fact]
    public async Task NoAudioPort_EndsTheCall()
    {
        var ports = MediaBench.Options(1);
        await using var rig = await CallRig.StartAsync(settings: ("Media:Ports", $"{ports.FirstPort}-{ports.LastPort}"));
        var (_, live) = await rig.CallInProgressAsync();

        var over = await rig.UntilOverAsync((await rig.PlaceAsync(new OutboundOrder("200"))).Id);

        Assert.Equal(("capacity", CallVerdict.Ours), (over.End!.Reason, over.End.Verdict));
        Assert.Equal(CallState.InProgress, rig.Feed.Live.Single(c => c.Id == live.Id).State);
    }

    [Fact]
    public async Task SeveralNumbers_TheAssistantsOwnCalls_ElseOneMustBeNamed()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.AddLineAsync("+441632960122", rig.Pbx.Address.Port);
        var other = (await rig.Get<AssistantStore>().CreateAsync(new AssistantInput { Name = "Nobody's" }, CallRig.Operator)).Value;
        await rig.Get<NumberStore>().CreateAsync(new NumberInput { PhoneNumber = "+441632960124", IsActive = false, TransferTrunkId = rig.Trunk.Id }, CallRig.Operator);

        var own = await rig.PlaceAsync(new OutboundOrder("201") { AssistantId = rig.Number.AssistantId });

        Assert.Equal(CallRig.OurNumber, own.Number);
        Assert.Equal("missing_field", await rig.RefusalAsync(new OutboundOrder("201") { AssistantId = other.Id }));
        Assert.Equal("inactive_number", await rig.RefusalAsync(new OutboundOrder("201") { From = "+441632960124" }));
    }

    [Fact]
    public async Task Override_AndOneTime_HoldForTheCallAlone()
    {
        await using var rig = await CallRig.StartAsync();

        var changed = await rig.PlaceAsync(new OutboundOrder("200") { Override = new() { Name = new("Front desk, today"), MaxDurationSeconds = new(10) } });
        var made = await rig.PlaceAsync(new OutboundOrder("201") { OneTime = new() { FirstMessage = new("Hello John.") } });

        Assert.Equal((rig.Number.AssistantId, "Front desk, today"), (changed.AssistantId, changed.AssistantName));
        Assert.Equal((null, OneTimeAssistants.UsualName), (made.AssistantId, made.AssistantName));
        Assert.Equal("Front desk", rig.Get<AssistantDirectory>().All.Single().Name);
    }
}
