using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Fail-over to the backup trunk within one transfer: on the causes of the failure table, and on no other.</summary>
[Trait("Kind", "Sip")]
public sealed class BackupTrunkTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private static int _backups;

    private const string Answers = "pbx-answers-until-bye";

    [Theory]
    [InlineData("pbx-forbids", "forbidden")]
    [InlineData("pbx-has-server-error", "trunk_error")]
    [InlineData("pbx-challenges-for-ever", "auth_failed")]
    [Interop("SIPp", "backup trunk")]
    public async Task FirstTrunkFails_TheBackupConnectsWithinTheSameTransfer(string scenario, string reason)
    {
        await using var first = await SippPeer.ListenAsync(scenario);
        await using var second = await SippPeer.ListenAsync(Answers);
        var backup = await BackupAsync(second.Address.Port);
        // The number shown is the trunk's own, so that a 403 is not tried again with it.
        await using var call = await rig.CallAsync(first.Address.Port, t => (t.BackupTrunkId, t.CallerIdPolicy) = (backup.Id.ToString(), "number"));

        var transfer = (await call.TransferAsync(TransferState.Connected)).ActiveTransfer!;

        Assert.Equal((reason, TransferState.Failed, call.Trunk.Id), (transfer.Attempts[0].Reason, transfer.Attempts[0].State, transfer.Attempts[0].TrunkId));
        Assert.Equal((backup.Id, backup.Name, TransferState.Connected), (transfer.Attempts[^1].TrunkId, transfer.Attempts[^1].TrunkName, transfer.Attempts[^1].State));
        Assert.Equal((backup.Id, backup.Name), (transfer.TrunkId, transfer.TrunkName));
        Assert.Equal((0, 1), (rig.Core.Get<TrunkLoad>().Active(call.Trunk.Id), rig.Core.Get<TrunkLoad>().Active(backup.Id)));
        await call.EndAsync();
        await second.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "backup trunk")]
    public async Task FirstTrunkIsSilentOrClosed_TheBackupConnects_WithItsOwnNumberFormat()
    {
        using var silent = new SilentPeer();
        await using var second = await SippPeer.ListenAsync(Answers);
        var backup = await BackupAsync(second.Address.Port, t => t.NumberFormat = "e164_00");
        await using var call = await rig.CallAsync(silent.Port, t => t.BackupTrunkId = backup.Id.ToString());

        var transfer = (await call.TransferAsync(TransferState.Connected, "+442079460999")).ActiveTransfer!;

        Assert.Equal(["trunk_timeout", null], transfer.Attempts.Select(a => a.Reason));
        Assert.Equal("00442079460999", transfer.Dialled);
        await call.EndAsync();
        await second.SucceedAsync();
    }

    [Theory]
    [InlineData("pbx-is-busy", "busy")]
    [InlineData("pbx-declines", "declined")]
    [InlineData("pbx-is-unavailable", "unavailable")]
    [InlineData("pbx-knows-no-such-number", "not_found")]
    [InlineData("pbx-finds-number-incomplete", "bad_number")]
    [InlineData("pbx-redirects", "redirected")]
    [Interop("SIPp", "backup trunk")]
    public async Task TheDestinationSaidNo_TheBackupIsNotTried(string scenario, string reason)
    {
        await using var first = await SippPeer.ListenAsync(scenario);
        using var second = new SilentPeer();
        var backup = await BackupAsync(second.Port);
        await using var call = await rig.CallAsync(first.Address.Port, t => t.BackupTrunkId = backup.Id.ToString());

        var after = await call.TransferAsync(TransferState.Failed);

        Assert.Equal((reason, CallState.InProgress), (after.Transfers.Single().Reason, after.State));
        Assert.All(after.Transfers.Single().Attempts, a => Assert.Equal(call.Trunk.Id, a.TrunkId));
        await call.EndAsync();
    }

    [Fact]
    public async Task NobodyAnswersTheRinging_TheBackupIsNotTried()
    {
        await using var first = await SippPeer.ListenAsync("pbx-rings-for-ever");
        using var second = new SilentPeer();
        var backup = await BackupAsync(second.Port);
        await using var call = await rig.CallAsync(first.Address.Port, t => t.BackupTrunkId = backup.Id.ToString());

        var after = await call.TransferAsync(TransferState.Failed);

        Assert.Equal("no_answer", after.Transfers.Single().Reason);
        Assert.Single(after.Transfers.Single().Attempts);
        await call.EndAsync();
    }

    [Fact]
    public async Task BothTrunksFail_TheCallerIsBackWithTheReasonOfTheLast()
    {
        var (one, two) = (FreePort.Udp(), FreePort.Udp());
        var backup = await BackupAsync(two);
        await using var call = await rig.CallAsync(one, t => t.BackupTrunkId = backup.Id.ToString());

        var after = await call.TransferAsync(TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal(("trunk_unreachable", CallState.InProgress, CallerWith.Assistant), (transfer.Reason, after.State, transfer.CallerWith));
        Assert.Equal([call.Trunk.Id, backup.Id], transfer.Attempts.Select(a => a.TrunkId!.Value));
        Assert.Contains(backup.Name, transfer.Explanation, StringComparison.Ordinal);
        await call.EndAsync();
    }

    [Fact]
    public async Task BackupOfTheBackup_IsNotTried()
    {
        var last = await BackupAsync(FreePort.Udp());
        var middle = await BackupAsync(FreePort.Udp(), t => t.BackupTrunkId = last.Id.ToString());
        await using var call = await rig.CallAsync(FreePort.Udp(), t => t.BackupTrunkId = middle.Id.ToString());

        var transfer = (await call.TransferAsync(TransferState.Failed)).Transfers.Single();

        Assert.Equal([call.Trunk.Id, middle.Id], transfer.Attempts.Select(a => a.TrunkId!.Value));
    }

    [Fact]
    public async Task CancelledDuringTheBackup_TheCallerStaysAndNothingIsLeft()
    {
        await using var second = await SippPeer.ListenAsync("pbx-rings-for-ever");
        var backup = await BackupAsync(second.Address.Port);
        await using var call = await rig.CallAsync(FreePort.Udp(), t => t.BackupTrunkId = backup.Id.ToString());
        await call.TransferAsync(TransferState.Ringing);

        Assert.True((await rig.Core.Desk.CancelTransferAsync(call.Id, null, CallRig.Operator)).IsOk);

        await rig.Core.UntilTransferAsync(call.Id, TransferState.Cancelled);
        await call.EndAsync();
    }

    [Fact]
    [Interop("SIPp", "backup trunk")]
    public async Task FirstIsDownAndTheBackupUp_TheBackupIsCalledFirst()
    {
        await using var second = await SippPeer.ListenAsync(Answers);
        var backup = await BackupAsync(second.Address.Port);
        await using var call = await rig.CallAsync(FreePort.Udp(), t => t.BackupTrunkId = backup.Id.ToString());
        var lights = rig.Core.Get<TrunkLights>();
        lights.NoteMiss(call.Trunk, HealthReason.Timeout, "It did not answer.");
        lights.NoteMiss(call.Trunk, HealthReason.Timeout, "It did not answer.");
        lights.NoteAnswer(backup, 200, "It answered.");

        var transfer = (await call.TransferAsync(TransferState.Connected)).ActiveTransfer!;

        Assert.Equal(backup.Id, Assert.Single(transfer.Attempts).TrunkId);
        await call.EndAsync();
        await second.SucceedAsync();
    }

    private Task<Trunk> BackupAsync(int port, Action<TrunkInput>? shape = null) =>
        rig.Core.AddLineAsync($"+4416329{80_000 + Interlocked.Increment(ref _backups)}", port, shape);
}
