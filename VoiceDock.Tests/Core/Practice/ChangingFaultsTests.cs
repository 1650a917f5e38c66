using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>Faults come and go while the practice PBX runs.</summary>
[Trait("Kind", "Sip")]
public sealed class ChangingFaultsTests
{
    [Fact]
    public async Task Faults_HoldFromWhenTheyAreSet_AndEndWhenTheyAreTakenAway()
    {
        await using var rig = FaultyPbx.With();
        Assert.Empty(rig.Pbx.Faults);
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);

        rig.Pbx.Faults = [PracticeFault.OptionsDropped, PracticeFault.AddressNotAllowed];

        Assert.Equal("OptionsDropped, AddressNotAllowed", string.Join(", ", rig.Pbx.Faults));
        Assert.Equal(SipExchangeOutcome.Timeout, (await rig.AskAsync("OPTIONS", timeout: TimeSpan.FromMilliseconds(100))).Outcome);
        Assert.Equal(403, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
        // Whom it lets in is as before, so that it has not forgotten who is there.
        Assert.NotEmpty(rig.Pbx.Registered);

        rig.Pbx.Faults = [];

        Assert.Equal(200, (await rig.AskAsync("OPTIONS")).Response!.StatusCode);
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
    }

    [Fact]
    public async Task AnotherAccess_ForgetsWhoIsRegistered()
    {
        await using var rig = FaultyPbx.With();
        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
        Assert.NotEmpty(rig.Pbx.Registered);

        rig.Pbx.Faults = [PracticeFault.OtherRealm()];

        Assert.Empty(rig.Pbx.Registered);
    }

    [Fact]
    public async Task AnyNumberOfWrongPasswords_LocksNobodyOut()
    {
        await using var rig = FaultyPbx.With(PracticeFault.WrongPassword);
        for (var i = 0; i < 15; i++) Assert.Equal(SipExchangeOutcome.AuthRefused, (await rig.AskAsync("REGISTER")).Outcome);

        rig.Pbx.Faults = [];

        Assert.Equal(200, (await rig.AskAsync("REGISTER")).Response!.StatusCode);
    }

    [Fact]
    public async Task ChangesFromManyThreads_WhileItIsAsked_LoseNoRequest()
    {
        await using var rig = FaultyPbx.With();
        var changing = Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            for (var turn = 0; turn < 500; turn++) rig.Pbx.Faults = turn % 2 == 0 ? [] : [PracticeFault.OtherRealm($"realm-{i}-{turn}"), PracticeFault.NoDtmf];
        })));

        for (var i = 0; i < 30; i++)
        {
            var exchange = await rig.AskAsync("REGISTER");
            Assert.Contains(exchange.Response!.StatusCode, (int[])[200, 401]);
        }

        await changing;
    }
}
