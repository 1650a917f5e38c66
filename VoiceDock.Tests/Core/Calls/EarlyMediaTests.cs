using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What a caller hears while the destination rings: its own sound where it sends any and the trunk allows it, else our tone.</summary>
[Trait("Kind", "Sip")]
public sealed class EarlyMediaTests
{
    private const double Network = 600;
    private const double Ringback = 425;

    [Fact]
    public async Task EarlyMedia_IsHeardWhileItRings_AndTheCallerIsBackWhenItFails()
    {
        await using var scene = await ScriptedCall.StartAsync();
        var invite = await scene.DialAsync("One moment.");
        Progress(scene, invite);

        await scene.HearsAsync(0, 880, Network);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Ringing);
        var before = scene.Heard.Now;
        scene.Pbx.Reply(invite, "486 Busy Here");

        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);
        Assert.Equal(("busy", CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        await scene.HearsAsync(before, 880, 660, 440);
    }

    [Fact]
    public async Task EarlyMedia_DestinationAnswers_GoesOnAsTheConversation()
    {
        await using var scene = await ScriptedCall.StartAsync();
        scene.Caller.Say(new ToneSource(1000));
        var invite = await scene.DialAsync();
        Progress(scene, invite);
        await scene.HearsAsync(0, Network);

        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);
        await scene.Pbx.ExpectLaterAsync("ACK");
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);

        await scene.HearsAsync(scene.Heard.Now, Network);
        await Eventually.TrueAsync(() => scene.FarHeard.Has(1000), "the destination hears the caller");
    }

    [Fact]
    public async Task EarlyMedia_TrunkForbidsIt_CallerHearsOurTone()
    {
        await using var scene = await ScriptedCall.StartAsync(t => t.EarlyMedia = false);
        var invite = await scene.DialAsync();
        Progress(scene, invite);

        await scene.HearsAsync(0, Ringback);
        Assert.Equal(0, scene.Far.ReadStats().PacketsIn);
        Assert.False(scene.Heard.Has(Network));
    }

    [Fact]
    public async Task EarlyMedia_DescribedButNeverSent_CallerHearsOurTone()
    {
        await using var scene = await ScriptedCall.StartAsync();
        var invite = await scene.DialAsync();
        Progress(scene, invite, speaks: false);

        await scene.HearsAsync(0, Ringback);

        // Towards the far side goes silence: one that waits for our first packet gets it.
        await Eventually.TrueAsync(() => scene.Far.ReadStats().PacketsIn > 5, "the far side gets packets before its own first one");
    }

    [Fact]
    public async Task EarlyMedia_StopsAndComesAgain_OurToneFillsTheGap()
    {
        await using var scene = await ScriptedCall.StartAsync();
        var invite = await scene.DialAsync();
        Progress(scene, invite);
        await scene.HearsAsync(0, Network);

        var stopped = scene.Heard.Now;
        scene.Far.SetSource(null);
        await scene.HearsAsync(stopped, Ringback);

        var again = scene.Heard.Now;
        scene.Far.SetSource(new ToneSource(Network));
        await scene.HearsAsync(again, Network);
    }

    // 183 with a description, and from then on the network's tone.
    private static void Progress(ScriptedCall scene, WireMessage invite, bool speaks = true)
    {
        scene.Talk(invite.Body, speaks ? new ToneSource(Network) : null);
        scene.Pbx.Reply(invite, "183 Session Progress", "phone", scene.Pbx.Contact, scene.Sdp);
    }
}
