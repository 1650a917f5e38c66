using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>One party holds the line, in every spelling: the other one hears music until it is back.</summary>
[Trait("Kind", "Sip")]
public sealed class HoldTests
{
    private const double Far = 600;

    // Notes of the built-in tune, and what a file of one's own says.
    private const double Tune = 392;
    private const double Own = 1_500;

    [Theory]
    [InlineData("a=sendonly")]
    [InlineData("a=inactive")]
    [InlineData("a=recvonly")]
    [InlineData("c=IN IP4 0.0.0.0")]
    public async Task DestinationHolds_CallerHearsMusicUntilItIsBack(string spelling)
    {
        await using var scene = await ScriptedCall.StartAsync();
        var invite = await ConnectAsync(scene);
        Assert.False(scene.Heard.Has(Tune), "There was music before anybody held.");

        scene.Far.SetSource(null);
        var held = scene.Heard.Now;
        await ReinviteAsync(scene, invite, 1, $"{scene.Sdp}{spelling}\n");
        await scene.HearsAsync(held, Tune);

        await ReinviteAsync(scene, invite, 2, scene.Sdp);
        scene.Far.SetSource(new ToneSource(Far));
        await scene.HearsAsync(scene.Heard.Now, Far);
        scene.Far.SetSource(null);
        await Eventually.TrueAsync(() => scene.Caller.Audio.LastPacketAge > TimeSpan.FromMilliseconds(500), "the music is over, though the destination says nothing");
    }

    // As Cisco's call managers do it: they ask for our offer, and their ACK says how things stand.
    [Fact]
    public async Task DestinationHolds_ByTheAnswerInItsAck_IsFollowed()
    {
        await using var scene = await ScriptedCall.StartAsync();
        var invite = await ConnectAsync(scene);

        scene.Far.SetSource(null);
        var held = scene.Heard.Now;
        scene.Pbx.Send(scene.Pbx.InDialogBack("INVITE", invite, 1), invite.From);
        Assert.Contains("m=audio", (await scene.Pbx.ExpectLaterAsync("200")).Body, StringComparison.Ordinal);
        scene.Pbx.Send(scene.Pbx.InDialogBack("ACK", invite, 1, body: $"{scene.Sdp}a=inactive\n"), invite.From);
        await scene.HearsAsync(held, Tune);

        scene.Pbx.Send(scene.Pbx.InDialogBack("INVITE", invite, 2), invite.From);
        await scene.Pbx.ExpectLaterAsync("200");
        scene.Pbx.Send(scene.Pbx.InDialogBack("ACK", invite, 2, body: scene.Sdp), invite.From);
        scene.Far.SetSource(new ToneSource(Far));
        await scene.HearsAsync(scene.Heard.Now, Far);
    }

    [Fact]
    public async Task DestinationHolds_WithMusicOfItsOwn_ThatIsHeard()
    {
        await using var scene = await ScriptedCall.StartAsync();
        var invite = await ConnectAsync(scene);

        scene.Far.SetSource(new ToneSource(750));
        await ReinviteAsync(scene, invite, 1, $"{scene.Sdp}a=sendonly\n");

        var held = scene.Heard.Now;
        await scene.HearsAsync(held, 750);
        await Eventually.TrueAsync(() => scene.Heard.Now > held + 100, "two seconds were heard");
        Assert.False(scene.Heard.Has(Tune, held), "Two musics at once.");
    }

    [Fact]
    public async Task CallerHolds_DestinationHearsMusicUntilItIsBack()
    {
        await using var scene = await ScriptedCall.StartAsync();
        using var phone = new ScriptedPhone();
        using var ear = new RtpPeer();
        var console = scene.Rig.Console;
        var sdp = ScriptedPhone.Sdp.Replace("40000", $"{ear.EndPoint.Port}", StringComparison.Ordinal);
        phone.Send(phone.Request("INVITE", console, body: sdp).Replace("INVITE sip:100@", $"INVITE sip:{ScriptedCall.Line}@", StringComparison.Ordinal), console);
        var answer = await phone.ExpectLaterAsync("200");
        phone.Send(phone.InDialog("ACK", answer, 1), console);
        var call = await scene.Rig.UntilAsync(c => c.Number == ScriptedCall.Line && c.Id != scene.Call.Id && c.State == CallState.InProgress);
        await scene.Rig.TransferAsync(call.Id, "200");
        await AnswerAsync(scene, await scene.Pbx.ExpectLaterAsync("INVITE"));
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);

        phone.Send(phone.InDialog("INVITE", answer, 2, body: $"{sdp}a=inactive\n"), console);
        await phone.ExpectLaterAsync("200");
        phone.Send(phone.InDialog("ACK", answer, 2), console);
        await Eventually.TrueAsync(() => scene.FarHeard.Has(Tune), "the destination hears music");

        phone.Send(phone.InDialog("INVITE", answer, 3, body: sdp), console);
        await phone.ExpectLaterAsync("200");
        phone.Send(phone.InDialog("ACK", answer, 3), console);
        // The caller's phone says nothing here.
        await Eventually.TrueAsync(() => scene.Far.ReadStats().LastPacketAge > TimeSpan.FromMilliseconds(500), "the music stops");
    }

    [Fact]
    public async Task HoldWav_InThePromptsFolder_IsTheMusic()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-hold-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "prompts"));
        ToneFile.Write(Path.Combine(folder.FullName, "prompts", "hold.wav"), Own, TimeSpan.FromSeconds(1));
        await using (var scene = await ScriptedCall.StartAsync(folder: folder.FullName))
        {
            var invite = await ConnectAsync(scene);
            scene.Far.SetSource(null);
            await ReinviteAsync(scene, invite, 1, $"{scene.Sdp}a=sendonly\n");
            await scene.HearsAsync(0, Own);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task HoldWav_ThatIsNoWav_IsToldAndTheTunePlays()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-hold-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "prompts"));
        File.WriteAllText(Path.Combine(folder.FullName, "prompts", "hold.wav"), "no music");
        using var log = new LogKeeper();
        await using (var scene = await ScriptedCall.StartAsync(folder: folder.FullName, logs: log))
        {
            var invite = await ConnectAsync(scene);
            scene.Far.SetSource(null);
            await ReinviteAsync(scene, invite, 1, $"{scene.Sdp}a=sendonly\n");
            await scene.HearsAsync(0, Tune);
        }

        Assert.Contains("hold.wav cannot be used", log.Text, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task<WireMessage> ConnectAsync(ScriptedCall scene)
    {
        var invite = await scene.DialAsync();
        await AnswerAsync(scene, invite);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);
        await scene.HearsAsync(0, Far);
        return invite;
    }

    private static async Task AnswerAsync(ScriptedCall scene, WireMessage invite)
    {
        scene.Talk(invite.Body, new ToneSource(Far));
        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);
        await scene.Pbx.ExpectLaterAsync("ACK");
    }

    private static async Task ReinviteAsync(ScriptedCall scene, WireMessage invite, uint cseq, string sdp)
    {
        scene.Pbx.Send(scene.Pbx.InDialogBack("INVITE", invite, cseq, body: sdp), invite.From);
        await scene.Pbx.ExpectLaterAsync("200");
        scene.Pbx.Send(scene.Pbx.InDialogBack("ACK", invite, cseq), invite.From);
    }
}
