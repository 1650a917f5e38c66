using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>The health of trunks by real OPTIONS and real calls, with the intervals of the design shortened sixty times.</summary>
[Trait("Kind", "Sip")]
public sealed class HealthTests(HealthTests.Rig rig) : IClassFixture<HealthTests.Rig>
{
    private TrunkLights Lights => rig.Core.Get<TrunkLights>();

    [Fact]
    public async Task PeerThatAnswers_IsUp_WithItsRoundTrip()
    {
        await using var peer = new TemperedPeer();
        await using var call = await rig.CallAsync(peer.Port);

        await ShowsAsync(call, HealthState.Up, null);

        Assert.InRange(Lights.HealthOf(call.Trunk.Id).RoundTrip!.Value.TotalMilliseconds, 0.01, 400);
        await Eventually.TrueAsync(() => peer.OptionsSeen > 3, "it is asked again and again");
    }

    [Theory]
    [InlineData("401 Unauthorized", null)]
    [InlineData("405 Method Not Allowed", null)]
    [InlineData("503 Service Unavailable", HealthReason.Busy)]
    public async Task PeerThatAnswersAnything_IsUp(string answer, HealthReason? reason)
    {
        await using var peer = new TemperedPeer { ToOptions = answer };
        await using var call = await rig.CallAsync(peer.Port);

        await ShowsAsync(call, HealthState.Up, reason);
    }

    [Fact]
    public async Task PeerThatDies_GoesOverSuspectToDown_AndComesBackByItself()
    {
        var peer = new TemperedPeer();
        var port = peer.Port;
        await using var call = await rig.CallAsync(port);
        await ShowsAsync(call, HealthState.Up, null);

        await peer.DisposeAsync();
        await ShowsAsync(call, HealthState.Down, HealthReason.Unreachable);
        await using var again = new TemperedPeer(port);
        await ShowsAsync(call, HealthState.Up, null);

        Assert.Equal([HealthState.Up, HealthState.Down, HealthState.Suspect, HealthState.Up], Lights.Find(call.Trunk.Id)!.Changes.Take(4).Select(c => c.State));
    }

    [Fact]
    public async Task SilentPeer_IsDown_AndTransfersAreStillTried()
    {
        await using var peer = new TemperedPeer { ToOptions = null, ToInvite = null };
        await using var call = await rig.CallAsync(peer.Port);
        await ShowsAsync(call, HealthState.Down, HealthReason.Timeout);
        peer.ToInvite = "486 Busy Here";

        var transfer = (await call.TransferAsync(TransferState.Failed)).Transfers.Single();

        Assert.Equal(("busy", 486), (transfer.Reason, transfer.SipCode));
    }

    [Fact]
    public async Task PeerThatIgnoresOptions_IsUpByItsCalls()
    {
        await using var peer = new TemperedPeer { ToOptions = null };
        await using var call = await rig.CallAsync(peer.Port);

        await call.TransferAsync(TransferState.Failed);
        await ShowsAsync(call, HealthState.Up, HealthReason.NoOptions);
        var seen = peer.OptionsSeen;

        await Eventually.TrueAsync(() => peer.OptionsSeen > seen + 3, "it is asked again and again");
        Assert.Equal(HealthState.Up, Lights.HealthOf(call.Trunk.Id).State);
    }

    [Fact]
    public async Task SecondTargetThatAnswers_KeepsTheTrunkUp()
    {
        using var silent = new SilentPeer();
        await using var second = new TemperedPeer();
        await using var call = await rig.CallByNameAsync(silent.Port, second.Port);

        await ShowsAsync(call, HealthState.Up, null);

        Assert.Contains($"127.0.0.1:{silent.Port} gave no answer before", Lights.HealthOf(call.Trunk.Id).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameThatIsNotFound_IsDownForThatReason()
    {
        await using var call = await rig.CallAsync(1, trunk => (trunk.Host, trunk.Port) = ("nowhere.example", null));

        await ShowsAsync(call, HealthState.Down, HealthReason.DnsFailed);
    }

    [Fact]
    public async Task ManyTrunks_AreAllWatched()
    {
        await using var peer = new TemperedPeer();
        var trunks = new List<Trunk>();
        for (var i = 0; i < 50; i++) trunks.Add(await rig.Core.AddLineAsync($"+4416329609{i:00}", peer.Port));

        await Eventually.TrueAsync(() => trunks.All(t => Lights.HealthOf(t.Id).State == HealthState.Up), "all of them are up");
    }

    /// <summary>A figure, not a rule: CPU of this process, the peer that answers included.</summary>
    [Fact(Explicit = true)]
    [Trait("Kind", "Bench")]
    public async Task Cost_OfThreeHundredTrunks_IsMeasured()
    {
        await using var peer = new TemperedPeer();
        for (var i = 0; i < 300; i++) await rig.Core.AddLineAsync($"+441632970{i:000}", peer.Port);
        await Eventually.TrueAsync(() => peer.OptionsSeen >= 900, "everything is warm");
        var (seen, cpu) = (peer.OptionsSeen, Environment.CpuUsage.TotalTime);
        await Eventually.TrueAsync(() => peer.OptionsSeen >= seen + 6_000, "six thousand more probes", TimeSpan.FromSeconds(60));
        var each = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / (peer.OptionsSeen - seen);
        TestContext.Current.TestOutputHelper!.WriteLine($"{each:0.000} ms of CPU a probe; 300 trunks every 30 s: {each * 300 / 30 / 10:0.00} % of a core");
    }

    private Task ShowsAsync(InteropCall call, HealthState state, HealthReason? reason) => Eventually.TrueAsync(
        () => Lights.HealthOf(call.Trunk.Id) is { } health && health.State == state && health.Reason == reason,
        () => $"the trunk is {state} {reason}: {Lights.HealthOf(call.Trunk.Id)}");

    /// <summary>Half a second is the interval, and 400 ms the patience.</summary>
    public sealed class Rig : FailoverRig
    {
        protected override IEnumerable<(string Key, string Value)> Settings =>
        [
            .. base.Settings, ("Trunks:Health:IntervalSeconds", "0.5"), ("Trunks:Health:SuspectIntervalSeconds", "0.2"), ("Trunks:Health:TimeoutSeconds", "0.4"),
            ("Trunks:Health:FlapChanges", "50"),
        ];
    }
}
