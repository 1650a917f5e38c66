using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Calls.Recovery;

/// <summary>The BYE of a dialog whose process is gone, word for word, and what becomes of it.</summary>
[Trait("Kind", "Sip")]
public sealed class OrphanLegsTests : IDisposable
{
    private const string Challenge = "WWW-Authenticate: Digest realm=\"practice.pbx\", nonce=\"abc\", algorithm=SHA-256, qop=\"auth\"";

    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-orphans-").FullName;

    [Fact]
    public async Task Bye_IsThatOfTheLivingProcessWithALaterNumber()
    {
        var (kept, living, port) = await CutOffAsync();
        Put(kept);

        using var pbx = new ScriptedPhone(port: port);
        await using var again = await CallRig.StartAsync(_folder);
        var bye = await pbx.ExpectAsync("BYE");
        pbx.Reply(bye, "200 OK");

        foreach (var name in new[] { "From", "To", "Call-ID", "Route" })
            Assert.Equal(living.All(name), bye.All(name));
        Assert.Equal((2, living.RequestUri), (bye.All("Route").Count(), bye.RequestUri));
        Assert.Contains("restarted", bye.Header("Reason"), StringComparison.Ordinal);
        Assert.InRange((long)bye.CSeq, living.CSeq + 1_000, int.MaxValue);
        await ForgottenAsync(again);
        await pbx.ExpectSilenceAsync(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task Bye_Challenged_IsSentAgainWithTheTrunksPassword()
    {
        using var pbx = new ScriptedPhone();
        Guid trunk;
        await using (var rig = await CallRig.StartAsync(_folder))
            trunk = (await rig.AddLineAsync(ScriptedCall.Line, pbx.Address.Port)).Id;
        Put(Orphan(pbx, trunk));

        await using var again = await CallRig.StartAsync(_folder);
        var first = await pbx.ExpectAsync("BYE");
        pbx.Reply(first, "401 Unauthorized", "phone", Challenge);
        var second = await pbx.ExpectAsync("BYE");
        pbx.Reply(second, "200 OK");

        Assert.Contains("username=\"voicedock\"", second.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal(first.CSeq + 1, second.CSeq);
        await ForgottenAsync(again);
    }

    [Theory]
    [InlineData("481 Call/Transaction Does Not Exist", null)]
    [InlineData("503 Service Unavailable", "it answered 503 to the BYE")]
    [InlineData("401 Unauthorized", "it answered 401 to the BYE")]
    [InlineData(null, "it did not answer the BYE")]
    public async Task Bye_NotTaken_IsLoggedAndForgotten(string? answer, string? problem)
    {
        await PrepareAsync();
        using var pbx = new ScriptedPhone();
        using var log = new LogKeeper();
        Put(Orphan(pbx, null));

        await using var again = await CallRig.StartAsync(_folder, logs: log);
        var bye = await pbx.ExpectAsync("BYE");
        if (answer is not null)
            pbx.Reply(bye, answer, "phone", Challenge);

        await ForgottenAsync(again);
        Assert.Equal(problem is not null, log.Text.Contains("was cut off and its far end", StringComparison.Ordinal));
        if (problem is not null)
            Assert.Contains(problem, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orphans_DamagedOrNotAllowedAnyMore_KeepNoOtherFromBeingTold()
    {
        await PrepareAsync();
        using var pbx = new ScriptedPhone();
        using var log = new LogKeeper();
        Put(Orphan(pbx, null, target: "not a uri"), Orphan(pbx, null, peer: "192.0.2.1:5060"), Orphan(pbx, null));

        await using var again = await CallRig.StartAsync(_folder, logs: log);
        pbx.Reply(await pbx.ExpectAsync("BYE"), "200 OK");

        await ForgottenAsync(again);
        Assert.Contains("Not a URI: not a uri", log.Text, StringComparison.Ordinal);
        Assert.Contains("nothing is sent to 192.0.2.1:5060", log.Text, StringComparison.Ordinal);
        Assert.Contains("1 of 3 far ends were told", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_BeforeTheAnswer_LeavesItToTheNextStart()
    {
        await PrepareAsync();
        using var pbx = new ScriptedPhone();
        Put(Orphan(pbx, null));

        await using (await CallRig.StartAsync(_folder))
            await pbx.ExpectAsync("BYE");
        await using var again = await CallRig.StartAsync(_folder);
        pbx.Reply(await pbx.ExpectAsync("BYE"), "200 OK");

        await ForgottenAsync(again);
    }

    public void Dispose() => CanaryFolder.Remove(_folder);

    // A transfer over two proxies that are the PBX itself: its dialog as it was on disk, and the BYE the living process ended it with.
    private async Task<(LegDialog Kept, WireMessage Bye, int Port)> CutOffAsync()
    {
        await using var scene = await ScriptedCall.StartAsync(folder: _folder);
        var (pbx, rig) = (scene.Pbx, scene.Rig);
        var invite = await scene.DialAsync();
        var headers = $"{pbx.Contact}\nRecord-Route: <sip:{pbx.Address};lr;inner>, <sip:{pbx.Address};lr;outer=1>";
        pbx.Reply(invite, "200 OK", "phone", headers, scene.Sdp);
        await pbx.ExpectLaterAsync("ACK");
        await rig.UntilTransferAsync(scene.Call.Id, TransferState.Answered);
        LegDialog? kept = null;
        await Eventually.TrueAsync(
            () => (kept = Stored(rig).SingleOrDefault(d => d.SipCallId == invite.Header("Call-ID"))) is not null, "the destination's dialog is on disk");
        await Eventually.TrueAsync(() => Stored(rig).Count == 2, "so is the caller's");
        Assert.Equal((scene.Call.Id, scene.Trunk.Id), (kept!.CallId, kept.TrunkId));

        await rig.Desk.EndAsync(scene.Call.Id, null, CallRig.Operator);
        var bye = await pbx.ExpectLaterAsync("BYE");
        pbx.Reply(bye, "200 OK");
        await ForgottenAsync(rig);
        return (kept, bye, pbx.Address.Port);
    }

    private async Task PrepareAsync()
    {
        await using var rig = await CallRig.StartAsync(_folder);
    }

    private void Put(params LegDialog[] orphans)
    {
        using var storage = new TestStorage(_folder);
        using var db = storage.OpenDb();
        foreach (var orphan in orphans)
        {
            orphan.BootId = Guid.NewGuid();
            db.Add(orphan);
        }
        db.SaveChanges();
    }

    private static LegDialog Orphan(ScriptedPhone pbx, Guid? trunk, string? target = null, string? peer = null) => new()
    {
        Id = Guid.CreateVersion7(),
        CallId = Guid.CreateVersion7(),
        TrunkId = trunk,
        SipCallId = "cut-off",
        Local = "<sip:+441632960777@127.0.0.1>;tag=ours",
        Remote = "<sip:200@127.0.0.1>;tag=phone",
        RemoteTarget = target ?? $"sip:phone@{pbx.Address}",
        Sequence = 2,
        Transport = "udp",
        Peer = peer ?? pbx.Address.ToString(),
        Authenticates = trunk is not null,
    };

    private static List<LegDialog> Stored(CallRig rig)
    {
        using var db = rig.Get<IDbContextFactory<VoiceDock.Core.Storage.VoiceDockDb>>().CreateDbContext();
        return [.. db.Set<LegDialog>().AsNoTracking()];
    }

    private static Task ForgottenAsync(CallRig rig) => Eventually.TrueAsync(() => Stored(rig).Count == 0, "no dialog is kept any more");
}
