using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Several destinations within one transfer, and hours, over real SIP to the practice PBX: 200 answers, 201 is busy, 202 rings, 203 declines.</summary>
[Trait("Kind", "Sip")]
public sealed class HuntTests
{
    // Neither today nor tomorrow, wherever the clock stands.
    private static BusinessHours Closed => new("UTC", new HashSet<DayOfWeek> { DateTime.UtcNow.AddDays(3).DayOfWeek }, new TimeOnly(9, 0), new TimeOnly(10, 0));

    [Theory]
    [InlineData("201", "busy")]
    [InlineData("203", "declined")]
    [InlineData("202", "no_answer")]
    public async Task DestinationThatDoesNotTakeTheCall_IsFollowedByTheNext(string first, string reason)
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry(first, "Sales", next: ["200"], ring: 5), Entry("200", "Reception"));
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, first);
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        var transfer = connected.ActiveTransfer!;
        Assert.Equal([(first, reason), ("200", null)], transfer.Attempts.Select(a => (a.Dialled!, a.Reason)));
        Assert.Equal((first, "200", "Reception"), (transfer.Destination, transfer.Dialled, transfer.DestinationName));
    }

    [Fact]
    public async Task LastOne_TellsHowTheTransferEnds()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry("201", "Sales", next: ["203"]), Entry("203", "Director"));
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "201");
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal(("declined", 2), (transfer.Reason, transfer.Attempts.Count));
        Assert.Contains("203", transfer.Explanation, StringComparison.Ordinal);
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Theory]
    [InlineData("205", "auth_failed")]
    [InlineData("299", "not_found")]
    public async Task TrunkOrNumberThatDoesNotWork_IsNotHuntedFrom(string first, string reason)
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry(first, "Wrong", next: ["200"]), Entry("200", "Reception"));
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, first);
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal((reason, 1), (after.Transfers.Single().Reason, after.Transfers.Single().Attempts.Count));
    }

    [Fact]
    public async Task Cancel_RingsNobodyElse()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry("202", "Workshop", next: ["200"]), Entry("200", "Reception"));
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "202");
        await rig.UntilTransferAsync(call.Id, TransferState.Ringing);

        var cancelled = await rig.Desk.CancelTransferAsync(call.Id, null, CallRig.Operator);

        Assert.Equal((TransferState.Cancelled, 1), (cancelled.Value.State, cancelled.Value.Attempts.Count));
    }

    [Fact]
    public async Task ClosedDestination_WithSomebodyInItsPlace_RingsThere()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry("201", "Sales") with { Hours = Closed, Else = Target("200") }, Entry("200", "Night service"));
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "201");
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        Assert.Equal(("201", "200", "Night service"), (connected.ActiveTransfer!.Destination, connected.ActiveTransfer.Dialled, connected.ActiveTransfer.DestinationName));
    }

    [Fact]
    public async Task ClosedDestination_WithNobodyInItsPlace_IsRefused_UnlessToldOtherwise()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry("200", "Reception") with { Hours = Closed });
        var (_, call) = await rig.CallInProgressAsync();

        var refused = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200"), CallRig.Operator);
        Assert.Equal("closed", refused.Error?.Code);
        Assert.Contains("Reception is closed", refused.Error!.Message, StringComparison.Ordinal);

        var anyway = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200") { AnyHour = true }, CallRig.Operator);
        Assert.True(anyway.IsOk, anyway.Error?.ToString());
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
    }

    [Fact]
    public async Task ClosedOne_AmongThoseThatFollow_IsPassedOver()
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry("201", "Sales", next: ["203", "200"]), Entry("203", "Director") with { Hours = Closed }, Entry("200", "Reception"));
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "201");
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        Assert.Equal(["201", "200"], connected.ActiveTransfer!.Attempts.Select(a => a.Dialled));
    }

    [Theory]
    [InlineData("sip:200@127.0.0.1")]
    [InlineData(" 200 ")]
    public async Task ClosedDestination_WrittenOtherwise_IsTheSameDestination(string written)
    {
        await using var rig = await CallRig.StartAsync();
        await rig.ListAsync(Entry("200", "Reception") with { Hours = Closed });
        var (_, call) = await rig.CallInProgressAsync();

        var refused = await rig.Desk.TransferAsync(call.Id, new TransferOrder(written), CallRig.Operator);

        Assert.Equal("closed", refused.Error?.Code);
    }

    [Fact]
    public async Task RingTimeOfADestination_CountsInPlaceOfTheTrunks()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.RingTimeoutSeconds = 60);
        await rig.ListAsync(Entry("202", "Workshop", next: ["2020"], ring: 5), Entry("200", "Reception"));
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "202");

        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        var rang = after.Transfers.Single().Attempts[0];
        Assert.InRange((rang.EndedAt - rang.StartedAt)!.Value.TotalSeconds, 4.5, 15);
        Assert.Equal("not_found", after.Transfers.Single().Reason);
    }

    private static TransferDestination Entry(string number, string name, string[]? next = null, int? ring = null) => CallRig.Destination(number, name) with
    {
        Next = [.. (next ?? []).Select(n => new NextDestination(Target(n), null))],
        RingSeconds = ring,
    };

    private static DialTarget Target(string number) => DialTarget.TryParse(number, out var target) ? target : throw new ArgumentException(number);
}
