using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>Two people press "transfer" at one call in the same moment: one INVITE, whether they want the same or not.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class RacingPairsTests(RaceRig rig, ITestOutputHelper output) : IClassFixture<RaceRig>
{
    private static readonly int Pairs = Soak.Number("RACING_PAIRS", 100);

    private int _invites;
    private int _conflicts;

    [Fact]
    public async Task TwoAtOnce_MakeExactlyOneInvite()
    {
        await rig.RunAsync(Pairs, RaceAsync);

        output.WriteLine($"{Pairs} pairs, {_invites} INVITEs; the second was told of the first's transfer {_conflicts} times");
        Assert.Equal(Pairs, _invites);
    }

    // Every other pair wants two different destinations.
    private async Task<bool> RaceAsync(MatrixPbx pbx, InteropCall call, int at)
    {
        var pressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pbx.Play = async leg =>
        {
            await pressed.Task;
            leg.Reply("486 Busy Here");
        };
        using var together = new Barrier(2);
        var answers = await Task.WhenAll(PressAsync(call, "200", together), PressAsync(call, at % 2 == 0 ? "200" : "201", together));

        var taken = answers.Where(a => a.IsOk).Select(a => a.Value.Id).Distinct().ToList();
        Assert.Single(taken);
        Assert.All(answers.Where(a => !a.IsOk), a => Assert.Equal("transfer_in_progress", a.Error!.Code));
        Interlocked.Add(ref _conflicts, answers.Count(a => !a.IsOk));
        await Eventually.TrueAsync(() => pbx.Legs.Count > 0, "the INVITE came");
        pressed.SetResult();
        await rig.Core.UntilAsync(c => c.Id == call.Id && c.Transfers.Any(t => t.Id == taken[0] && t.State == TransferState.Failed));
        await Eventually.TrueAsync(() => pbx.Legs.All(l => l.Open() is null), "the refusal was acknowledged");
        Interlocked.Add(ref _invites, pbx.Legs.Count);
        return true;
    }

    // A thread each, so that they meet; pool threads might take turns.
    private Task<Result<TransferView>> PressAsync(InteropCall call, string destination, Barrier together) => Task.Factory.StartNew(() =>
    {
        together.SignalAndWait();
        return rig.Core.Desk.TransferAsync(call.Id, new TransferOrder(destination), CallRig.Operator);
    }, TaskCreationOptions.LongRunning).Unwrap();
}
