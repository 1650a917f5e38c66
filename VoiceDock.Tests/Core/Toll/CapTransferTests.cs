using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>Caps and rules where calls are placed, over real SIP to the practice PBX: 200 answers, 201 is busy, 202 rings, 203 declines.</summary>
[Trait("Kind", "Sip")]
public sealed class CapTransferTests
{
    private static readonly Actor Api = new(ActorType.Api, Guid.NewGuid().ToString(), "Billing");

    [Fact]
    public async Task CallsOfTheDayUsedUp_EveryDoorIsRefused_AndNothingIsDialled()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxCallsPerDay = 1);
        var pbx = new WatchedPbx(rig.Pbx);
        var (_, first) = await rig.CallInProgressAsync();
        await rig.TransferAsync(first.Id, "200");
        await rig.UntilTransferAsync(first.Id, TransferState.Connected);
        var (_, second) = await rig.CallInProgressAsync("+442079460124");

        var button = await rig.Desk.TransferAsync(second.Id, new TransferOrder("200"), CallRig.Operator);
        var api = await rig.Desk.TransferAsync(second.Id, new TransferOrder("203"), Api);
        ((IAssistantHost)rig.Get<CallDirectory>().Live(second.Id)!).Transfer(0);
        var rehearsal = await rig.Get<IDialRehearsal>().RehearseAsync(new DialWish(rig.Trunk, "200"), TestContext.Current.CancellationToken);
        var doctor = await rig.ExamineAsync(rig.Trunk, DoctorMode.Ring, "202");

        Assert.Equal(("trunk_cap_reached", "trunk_cap_reached"), (button.Error?.Code, api.Error?.Code));
        Assert.StartsWith("Trunk 'Practice' has reached its cap of 1 call a day.", button.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("trunk_cap_reached", rehearsal.Checks[^1].Code);
        Assert.Contains("No test call was placed. Trunk 'Practice' has reached its cap of 1 call a day.", doctor.Describe());
        // What the assistant asked for is behind this on the same actor.
        await rig.Desk.HoldAsync(second.Id, CallRig.Operator);
        Assert.Equal(["200"], pbx.Called);
        await Eventually.TrueAsync(() => Refusals(rig).Count == 3, () => $"each of them is in the audit log: {string.Join(" | ", Refusals(rig))}");
        Assert.Equal(["ann", "Billing", "Front desk"], Refusals(rig).Select(r => r.ActorName).Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(Refusals(rig), r => Assert.Contains("has reached its cap of 1 call a day", r.After));
        Assert.Empty(rig.Feed.Live.Single(c => c.Id == second.Id).Transfers);
    }

    [Fact]
    public async Task TestCallsOfTheDoctor_AreCountedToo()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxCallsPerDay = 10);

        await rig.ExamineAsync(rig.Trunk, DoctorMode.Ring, "202");
        await rig.ExamineAsync(rig.Trunk);

        Assert.Equal(1, rig.Get<TollMeter>().Today(rig.Trunk.Id).Calls);
    }

    [Fact]
    public async Task ClosedCap_IsNoReasonForTheBackup()
    {
        await using var backup = new BackupPbx();
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxCallsPerDay = 1);
        var other = await rig.AddTrunkAsync(backup.Port, t => t.Name = "Backup");
        await rig.Get<TrunkStore>().UpdateAsync(rig.Trunk.Id, new TrunkPatch { BackupTrunkId = other.Id.ToString() }, CallRig.Operator);
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "201");
        await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        var refused = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200"), CallRig.Operator);

        Assert.Equal("trunk_cap_reached", refused.Error?.Code);
        Assert.Equal(0, backup.Calls.Count);
    }

    [Fact]
    public async Task BackupWithAClosedCap_IsPassedOver_AndStandsInTheAttempts()
    {
        await using var backup = new BackupPbx();
        using var refusing = new RejectingPort();
        await using var rig = await CallRig.StartAsync();
        var other = await rig.AddTrunkAsync(backup.Port, t => (t.Name, t.MaxCallsPerDay) = ("Backup", 1));
        var dead = await rig.AddLineAsync("+441632960123", refusing.Address.Port, t => t.BackupTrunkId = other.Id.ToString());
        var (_, call) = await rig.CallInProgressAsync(number: "+441632960123");
        await rig.TransferAsync(call.Id, "201");
        await rig.UntilTransferAsync(call.Id, TransferState.Failed);
        Assert.Equal(1, backup.Calls.Count);

        await rig.TransferAsync(call.Id, "203");
        var after = await rig.UntilAsync(c => c.Transfers.Count == 2 && c.Transfers[1].State == TransferState.Failed);

        var transfer = after.Transfers[1];
        Assert.Equal([(dead.Id, transfer.Reason), (other.Id, "trunk_cap_reached")], transfer.Attempts.Select(a => (a.TrunkId!.Value, a.Reason)));
        Assert.Equal(1, backup.Calls.Count);
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Fact]
    public async Task HuntThatReachesTheCap_CallsNobodyElse()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxCallsPerDay = 1);
        var pbx = new WatchedPbx(rig.Pbx);
        await rig.ListAsync(Hunting("201", "200"));
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "201");
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal("busy", transfer.Reason);
        Assert.Equal([("201", "busy"), ("200", "trunk_cap_reached")], transfer.Attempts.Select(a => (a.Dialled, a.Reason)));
        Assert.Equal(["201"], pbx.Called);
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Fact]
    public async Task RulesThatChangeWhileItRings_HoldForTheNextDestination()
    {
        await using var rig = await CallRig.StartAsync();
        var pbx = new WatchedPbx(rig.Pbx);
        await rig.ListAsync(Hunting("202", "+31612345678", "+447911123456"));
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "202");
        await rig.UntilTransferAsync(call.Id, TransferState.Ringing);

        await rig.Get<DestinationPolicyStore>().UpdateAsync(new DestinationPolicyInput { CountryRule = "not_listed", Countries = ["NL"] }, CallRig.Operator, CancellationToken.None);
        await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal(["202", "447911123456"], pbx.Called.Order());
        var attempts = rig.Feed.Live.Single(c => c.Id == call.Id).Transfers.Single().Attempts;
        Assert.Equal("destination_not_allowed", attempts.Single(a => a.Dialled == "31612345678").Reason);
    }

    [Fact]
    public async Task Refer_CountsAsACall_UnlessThePbxDoesNotDoIt()
    {
        await using var scene = await ReferScene.StartAsync("refer");
        await scene.Rig.Get<TrunkStore>().UpdateAsync(scene.Trunk.Id, new TrunkPatch { MaxCallsPerDay = 1 }, CallRig.Operator);
        await scene.ReferAsync(answer: "405 Method Not Allowed");
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);
        Assert.Equal(0, scene.Rig.Get<TollMeter>().Today(scene.Trunk.Id).Calls);
        await scene.ReferAsync("301");
        await scene.NotifyAsync("486 Busy Here", over: true);
        await scene.Rig.UntilAsync(c => c.Transfers.Count == 2 && c.Transfers[1].State == TransferState.Failed);

        var refused = await scene.Rig.Desk.TransferAsync(scene.Call.Id, new TransferOrder("302"), CallRig.Operator);

        Assert.Equal("trunk_cap_reached", refused.Error?.Code);
        Assert.Equal(1, scene.Rig.Get<TollMeter>().Today(scene.Trunk.Id).Calls);
    }

    [Fact]
    public async Task MinutesUsedUp_TheConversationGoesOn_AndANewOneIsRefused()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.MaxMinutesPerDay = 1);
        await UseAsync(rig, rig.Trunk, TimeSpan.FromSeconds(59.5));
        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        await Eventually.TrueAsync(() => rig.Get<TollWatch>().Of(rig.Trunk.Id).Any(a => a.Kind == TollAlertKind.MinutesUsedUp), "the minutes are used up");

        var (_, second) = await rig.CallInProgressAsync("+442079460124");
        var refused = await rig.Desk.TransferAsync(second.Id, new TransferOrder("200"), CallRig.Operator);

        Assert.Equal("trunk_cap_reached", refused.Error?.Code);
        Assert.Contains("cap of 1 minute a day", refused.Error!.Message);
        Assert.False(caller.Over.IsCompleted);
        Assert.Equal(TransferState.Connected, rig.Feed.Live.Single(c => c.Id == call.Id).Transfers.Single().State);
    }

    [Fact]
    public async Task WhatWasUsed_IsOnDiskBeforeTheInvite_AndThereAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-caps-").FullName;
        await using (var rig = await CallRig.StartAsync(folder, t => t.MaxCallsPerDay = 2))
        {
            var stored = new TaskCompletionSource<int>();
            rig.Pbx.Traced += m =>
            {
                if (!m.Sent && m.Text.StartsWith("INVITE ", StringComparison.Ordinal)) stored.TrySetResult(Stored(rig));
            };
            var (_, call) = await rig.CallInProgressAsync();
            await rig.TransferAsync(call.Id, "201");
            Assert.Equal(1, await stored.Task.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken));
            await rig.UntilTransferAsync(call.Id, TransferState.Failed);
        }

        await using (var again = await CallRig.StartAsync(folder))
        {
            var trunk = again.Get<TrunkDirectory>().All.Single();
            Assert.Equal(1, again.Get<TollMeter>().Today(trunk.Id).Calls);
            Assert.True(again.Get<TollMeter>().Today(trunk.Id).Time > TimeSpan.Zero);
        }

        CanaryFolder.Remove(folder);
    }

    [Theory]
    [InlineData("31909123456", "+31909123456")]
    [InlineData("0031909123456", "+31909123456")]
    [InlineData("0909123456", "+31909123456")]
    [InlineData("90909123456", "+31909123456")]
    public async Task OutsideNumberThatIsWrittenLikeAnExtension_IsHeldToTheRulesOfNumbers(string typed, string meant)
    {
        await using var rig = await CallRig.StartAsync(shape: t => (t.ExtensionPattern, t.NumberCountry, t.NumberPrefix) = ("[0-9]{2,15}", "NL", "9"));
        var (_, call) = await rig.CallInProgressAsync();

        var refused = await rig.Desk.TransferAsync(call.Id, new TransferOrder(typed), CallRig.Operator);
        var own = await rig.Desk.TransferAsync(call.Id, new TransferOrder(CallRig.OurNumber[1..]), CallRig.Operator);

        Assert.Equal("destination_not_allowed", refused.Error?.Code);
        Assert.StartsWith($"{typed} would be dialled as {meant}, which is a premium-rate number", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("own_number", own.Error?.Code);
    }

    private static TransferDestination Hunting(string number, params string[] next) => CallRig.Destination(number, "Sales") with
    {
        Next = [.. next.Select(n => new NextDestination(Target(n), 5))],
    };

    private static DialTarget Target(string text) => DialTarget.TryParse(text, out var target) ? target : throw new ArgumentException(text);

    private static int Stored(CallRig rig)
    {
        using var db = rig.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<VoiceDockDb>>().CreateDbContext();
        return db.Set<TrunkDay>().Sum(d => d.Calls);
    }

    private static List<AuditEntry> Refusals(CallRig rig)
    {
        using var db = rig.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<VoiceDockDb>>().CreateDbContext();
        return [.. db.Set<AuditEntry>().Where(e => e.Refusal == "trunk_cap_reached")];
    }

    private static async Task UseAsync(CallRig rig, Trunk trunk, TimeSpan time)
    {
        var day = rig.Get<CompanyDays>().Today.Date;
        await using var db = await rig.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        db.Add(new TrunkDay { Id = TrunkDays.IdOf(trunk.Id, day), TrunkId = trunk.Id, Day = TrunkDays.NameOf(day), Milliseconds = (long)time.TotalMilliseconds });
        await db.SaveChangesAsync();
        await rig.Get<TollMeter>().LoadAsync(CancellationToken.None);
    }
}
