using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Core.Toll;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Api;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>The limits of the API's contract, per key and per call, under 200 requests a second and whoever asks.</summary>
[Trait("Kind", "Sip")]
public sealed class SharedBudgetTests
{
    private static readonly Actor Api = new(ActorType.Api, Guid.NewGuid().ToString(), "Billing");

    [Fact]
    public async Task TenCommandsAMinute_AreSharedByButtonApiAndTheAssistantsTool()
    {
        await using var rig = await CallRig.StartAsync();
        var pbx = new WatchedPbx(rig.Pbx);
        await rig.ListAsync(CallRig.Destination("201", "Sales"), CallRig.Destination("203", "Director"), CallRig.Destination("200", "Reception"));
        var (_, call) = await rig.CallInProgressAsync();
        var tool = (IAssistantHost)rig.Get<CallDirectory>().Live(call.Id)!;
        foreach (var by in Enumerable.Repeat<Actor[]>([CallRig.Operator, Api], 4).SelectMany(a => a))
        {
            Assert.True((await rig.Desk.HoldAsync(call.Id, by)).IsOk);
            Assert.True((await rig.Desk.ResumeAsync(call.Id, by)).IsOk);
        }

        for (var place = 0; place < 2; place++)
        {
            tool.Transfer(place);
            await rig.UntilAsync(c => c.Id == call.Id && c.Transfers.Count == place + 1 && c.Transfers[place].State == TransferState.Failed);
        }

        var button = await rig.Desk.HoldAsync(call.Id, CallRig.Operator);
        var key = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200"), Api);
        tool.Transfer(2);
        await rig.Desk.ResumeAsync(call.Id, Api); // behind the tool's wish on the same actor

        Assert.Equal(("call_rate_limited", "call_rate_limited"), (button.Error?.Code, key.Error?.Code));
        Assert.InRange(button.Error!.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(["201", "203"], pbx.Called.Order());
        Assert.Equal(2, rig.Feed.Live.Single(c => c.Id == call.Id).Transfers.Count);
    }

    [Fact]
    public void TwoHundredCommandsASecondForTenMinutes_AreTenAMinuteForTheCall()
    {
        var time = new FakeTimeProvider();
        var budget = new ControlBudget(time);
        var call = Guid.NewGuid();

        Assert.Equal(0, Overrun(time, ControlBudget.PerMinute, () => budget.TryTake(call).Admitted));
    }

    [Fact]
    public void TwoHundredRequestsASecondForTenMinutes_AreAHundredAMinuteForTheKey()
    {
        var time = new FakeTimeProvider();
        var limits = new RequestLimits(Options.Create(new ApiOptions()), time);
        var key = Guid.NewGuid();

        Assert.Equal(0, Overrun(time, 100, () => limits.TryTake(key).Admitted));
    }

    // Exactly the limit in every minute that begins with an admitted request.
    private static int Overrun(FakeTimeProvider time, int limit, Func<bool> ask)
    {
        List<long> admitted = [];
        for (var i = 0; i < 200 * 600; i++)
        {
            if (ask()) admitted.Add(time.GetTimestamp());
            time.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(10 * limit, admitted.Count);
        return admitted.Skip(limit).Where((at, i) => time.GetElapsedTime(admitted[i], at) < TimeSpan.FromMinutes(1)).Count();
    }
}
