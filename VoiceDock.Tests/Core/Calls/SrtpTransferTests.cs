using System.Security.Cryptography;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Media.Srtp;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>
/// Transfers over a trunk with encrypted audio. The trunk's own rule (TLS only) is stepped around here, so that every message can be read and
/// answered word for word.
/// </summary>
[Trait("Kind", "Sip")]
public sealed class SrtpTransferTests
{
    private const double FarTone = 600;

    [Theory]
    [InlineData(TrunkSrtp.Optional)]
    [InlineData(TrunkSrtp.Required)]
    public async Task FarSideEncrypts_AudioGoesBothWaysAndNoKeyIsSeen(TrunkSrtp mode)
    {
        using var log = new LogKeeper();
        await using var scene = await StartAsync(mode, log);
        scene.Caller.Say(new ToneSource(1000));
        var invite = await scene.DialAsync();
        var (offered, own) = (Offered(invite), Key());

        Accept(scene, invite, offered, own);

        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);
        await scene.HearsAsync(0, FarTone);
        await Eventually.TrueAsync(() => scene.FarHeard.Has(1000), "the destination hears the caller");
        Assert.Equal(0, scene.Far.ReadStats().DiscardedUnauthentic);
        var trace = await scene.Rig.Get<CallTraces>().FindAsync(scene.Call.Id, TestContext.Current.CancellationToken);
        var seen = string.Join('\n', trace!.Messages.Select(m => m.Text)) + log.Text;
        Assert.Contains("a=crypto:***", seen, StringComparison.Ordinal);
        foreach (var key in offered.Select(o => Convert.ToBase64String(o.Key)).Append(Convert.ToBase64String(own)))
            Assert.DoesNotContain(key, seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optional_Refused_IsDialledOnceMoreInTheClear()
    {
        await using var scene = await StartAsync(TrunkSrtp.Optional);
        var invite = await scene.DialAsync();
        scene.Pbx.Reply(invite, "488 Not Acceptable Here");

        var again = await scene.Pbx.ExpectLaterAsync("INVITE");

        Assert.Contains("RTP/SAVP ", invite.Body, StringComparison.Ordinal);
        Assert.Contains("RTP/AVP ", again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("crypto", again.Body, StringComparison.Ordinal);
        scene.Talk(again.Body, new ToneSource(FarTone));
        scene.Pbx.Reply(again, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);
        var connected = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);
        await scene.HearsAsync(0, FarTone);
        Assert.Equal([("no_common_codec", 488), (null, null)], connected.ActiveTransfer!.Attempts.Select(a => (a.Reason, a.SipCode)));
    }

    [Fact]
    public async Task Optional_RefusedTwice_IsNotDialledAThirdTime()
    {
        await using var scene = await StartAsync(TrunkSrtp.Optional);
        scene.Pbx.Reply(await scene.DialAsync(), "488 Not Acceptable Here");
        scene.Pbx.Reply(await scene.Pbx.ExpectLaterAsync("INVITE"), "488 Not Acceptable Here");

        await FailsAsync(scene, attempts: 2);
    }

    [Fact]
    public async Task Optional_RefusedForAnotherReason_IsNotDialledAgain()
    {
        await using var scene = await StartAsync(TrunkSrtp.Optional);
        scene.Pbx.Reply(await scene.DialAsync(), "486 Busy Here");

        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);
        Assert.Single(after.Transfers.Single().Attempts);
    }

    [Fact]
    public async Task Required_Refused_FailsAtOnceAndTheCallerIsKept()
    {
        await using var scene = await StartAsync(TrunkSrtp.Required);
        scene.Pbx.Reply(await scene.DialAsync(), "488 Not Acceptable Here");

        await FailsAsync(scene, attempts: 1);
    }

    [Fact]
    public async Task Required_AnsweredInTheClear_IsEndedAndTheCallerIsKept()
    {
        await using var scene = await StartAsync(TrunkSrtp.Required);
        var invite = await scene.DialAsync();
        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);

        await scene.Pbx.ExpectLaterAsync("ACK");
        scene.Pbx.Reply(await scene.Pbx.ExpectLaterAsync("BYE"), "200 OK");
        Assert.Contains("encryption is required here", await FailsAsync(scene, attempts: 1), StringComparison.Ordinal);
        Assert.Equal(0, scene.Far.ReadStats().PacketsIn);
    }

    [Fact]
    public async Task Reinvite_WithANewKey_IsFollowedAndOurKeyStays()
    {
        await using var scene = await StartAsync(TrunkSrtp.Required);
        var invite = await scene.DialAsync();
        var (offered, own) = (Offered(invite), Key());
        Accept(scene, invite, offered, own);
        await scene.Pbx.ExpectLaterAsync("ACK");
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);
        await scene.HearsAsync(0, FarTone);

        var next = Key();
        scene.Pbx.Send(scene.Pbx.InDialogBack("INVITE", invite, 1, body: Secure(scene, 1, next)), invite.From);
        var answer = await scene.Pbx.ExpectLaterAsync("200");

        Assert.Equal(Convert.ToHexString(offered[0].Key), Convert.ToHexString(Assert.Single(Offered(answer)).Key));
        var before = scene.Heard.Now;
        scene.Talk(answer.Body, new ToneSource(750), new SrtpKeys(SrtpSuite.AesCm128HmacSha1Tag80, next, offered[0].Key));
        await scene.HearsAsync(before, 750);
    }

    [Fact]
    public async Task Reinvite_ToTheClear_IsRefusedWhereEncryptionIsRequired()
    {
        await using var scene = await StartAsync(TrunkSrtp.Required);
        var invite = await scene.DialAsync();
        Accept(scene, invite, Offered(invite), Key());
        await scene.Pbx.ExpectLaterAsync("ACK");
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);

        scene.Pbx.Send(scene.Pbx.InDialogBack("INVITE", invite, 1, body: scene.Sdp), invite.From);

        await scene.Pbx.ExpectLaterAsync("488");
        await scene.HearsAsync(scene.Heard.Now, FarTone);
    }

    private static async Task<ScriptedCall> StartAsync(TrunkSrtp mode, LogKeeper? log = null)
    {
        var scene = await ScriptedCall.StartAsync(logs: log);
        scene.Trunk.Srtp = mode;
        return scene;
    }

    // Failed, back with the attendant; the explanation.
    private static async Task<string> FailsAsync(ScriptedCall scene, int attempts)
    {
        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);
        var transfer = after.Transfers.Single();
        Assert.Equal(("no_common_codec", CallerWith.Assistant, attempts), (transfer.Reason, transfer.CallerWith, transfer.Attempts.Count));
        Assert.Equal(CallState.InProgress, after.State);
        await scene.HearsAsync(0, 880, 660, 440);
        return transfer.Explanation!;
    }

    private static IReadOnlyList<SdpCrypto> Offered(WireMessage message) =>
        SdpSession.TryParse(message.Body, out var session, out var problem) ? session.Media[0].Crypto : throw new InvalidDataException(problem);

    private static byte[] Key() => RandomNumberGenerator.GetBytes(SrtpKeys.Length);

    // Answers with the offer's first suite and begins to talk.
    private static void Accept(ScriptedCall scene, WireMessage invite, IReadOnlyList<SdpCrypto> offered, byte[] own)
    {
        scene.Talk(invite.Body, new ToneSource(FarTone), new SrtpKeys(SrtpSuite.AesCm128HmacSha1Tag80, own, offered[0].Key));
        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, Secure(scene, offered[0].Tag, own));
    }

    private static string Secure(ScriptedCall scene, int tag, byte[] key) =>
        $"{scene.Sdp.Replace("RTP/AVP", "RTP/SAVP", StringComparison.Ordinal).TrimEnd()}\na=crypto:{tag} {SdpCrypto.Tag80} inline:{Convert.ToBase64String(key)}\n";
}
