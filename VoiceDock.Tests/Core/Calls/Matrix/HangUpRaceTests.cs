using System.Diagnostics;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The caller hangs up around the destination's 200: the destination's leg is cancelled or ended at once, and nothing stays behind.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class HangUpRaceTests(RaceRig rig, ITestOutputHelper output) : IClassFixture<RaceRig>
{
    private static readonly int Times = Soak.Number("HANG_UPS", 100);

    // Promised are 500 ms; a busy test machine gets ten times that.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<double> _took = [];
    private int _answered;

    [Fact]
    public async Task CallerHangsUpAroundTheAnswer_NoLegIsLeft()
    {
        await rig.RunAsync(Times, RaceAsync);

        _took.Sort();
        output.WriteLine($"Seed {Soak.Seed}: {Times} hang-ups, {_answered} of them after the answer was out; the destination's leg was over after "
            + $"{_took[_took.Count / 2]:0} ms in the middle, {_took[^1]:0} ms at most");
        Assert.InRange(_took[^1], 0, Bound.TotalMilliseconds);
        // Both orders were there, else the moments miss each other.
        Assert.InRange(_answered, 1, Times - 1);
    }

    private async Task<bool> RaceAsync(MatrixPbx pbx, InteropCall call, int at)
    {
        var random = new Random(unchecked((Soak.Seed * 397) ^ at));
        var (answerAfter, hangUpAfter, stubborn) = (20 + random.Next(60), random.Next(120), random.Next(2) == 0);
        var rings = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pbx.Play = async leg =>
        {
            leg.Reply("180 Ringing");
            rings.SetResult();
            await Task.Delay(answerAfter);
            if (leg.Cancelled.Task.IsCompleted && !stubborn)
                leg.Reply("487 Request Terminated");
            else
                leg.Reply("200 OK", pbx.Phone.Contact, ScriptedPhone.Sdp); // as when the receiver is lifted while the CANCEL comes
        };
        await rig.Core.TransferAsync(call.Id, "200");
        await rings.Task.WaitAsync(CallRig.Patience);
        await Task.Delay(hangUpAfter);

        var began = Stopwatch.GetTimestamp();
        var answered = pbx.Legs.Any(l => l.IsAnswered);
        call.Caller.HangUp();
        await Eventually.TrueAsync(() => pbx.Legs.All(l => l.IsOver), "the destination's leg is over");
        Note(answered, Stopwatch.GetElapsedTime(began) - Left(answered, answerAfter, hangUpAfter));
        var over = await rig.Core.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        Assert.Equal(CallEndReasons.UserHangup, over.End!.Reason);
        Assert.Contains(over.Transfers.Single().State, new[] { TransferState.Cancelled, TransferState.Completed });
        return false;
    }

    // Its own time to the answer does not count: before that there is nothing to end but by CANCEL.
    private static TimeSpan Left(bool answered, int answerAfter, int hangUpAfter) =>
        answered ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(0, answerAfter - hangUpAfter));

    private void Note(bool answered, TimeSpan took)
    {
        lock (_gate)
        {
            _took.Add(Math.Max(0, took.TotalMilliseconds));
            _answered += answered ? 1 : 0;
        }
    }
}
