using System.Diagnostics;
using System.Runtime.Versioning;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Recovery;

/// <summary>Kill -9 of the real program while callers are joined with destinations: at the next start both far ends of each call get one BYE, and every row is closed.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class KilledProcessTests(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly int Calls = Soak.Number("KILLED_CALLS", 20);

    private readonly KilledRig _rig = new();

    [Fact]
    public async Task Kill9_WhileCallersAreWithDestinations_TellsBothFarEndsOnceAndClosesEveryRow()
    {
        await _rig.PrepareAsync();
        List<PracticeCaller> callers = [];
        await using (var first = await _rig.StartAsync())
        {
            for (var i = 0; i < Calls; i++)
                callers.Add(await _rig.TransferredAsync(i));
            await Eventually.TrueAsync(() => _rig.Number("SELECT COUNT(*) FROM calls WHERE State = 'Transferred'") == Calls, "every caller is with a destination");
            Assert.Equal(Calls, await _rig.CountAsync("transferred"));
            await Eventually.TrueAsync(() => _rig.Number("SELECT COUNT(*) FROM leg_dialogs") == 2 * Calls, "both dialogs of every call are on disk");
            // What its challenges refused is gone a moment later; from then on only the dialogs count.
            await Eventually.TrueAsync(() => _rig.Pbx.Counters.Sessions == 2 * Calls, () => $"the far ends have two dialogs of every call: {_rig.Pbx.Counters}");
            await first.KillAsync();
        }

        await using var second = await _rig.StartAsync();
        var began = Stopwatch.GetTimestamp();
        var ends = await Task.WhenAll(callers.Select(c => c.Over)).WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => _rig.Pbx.Counters.Sessions == 0, () => $"no far end is left: {_rig.Pbx.Counters}");
        output.WriteLine($"{2 * Calls} far ends were told {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms after the program said that it listens again");

        Assert.All(ends, e => Assert.Equal(SipEndKind.RemoteBye, e.Kind));
        // One each; a busy machine may have answered so late that it was sent again.
        Assert.All(_rig.Byes, b => Assert.Single(b.Select(m => m.Text).Distinct()));
        Assert.Equal(2 * Calls, _rig.Byes.Count);
        await AssertClosedAsync();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task AssertClosedAsync()
    {
        foreach (var live in new[] { "ringing", "connecting", "in-progress", "transferred" })
            Assert.Equal(0, await _rig.CountAsync(live));
        Assert.Equal(Calls, await _rig.CountAsync("ended-with-error"));
        Assert.Equal(Calls, _rig.Number($"SELECT COUNT(*) FROM calls WHERE EndReason = '{CallEndReasons.ProcessCrash}' AND EndedAt IS NOT NULL"));
        Assert.Equal(Calls, _rig.Number("SELECT COUNT(*) FROM transfers WHERE Reason = 'process_crash' AND EndedAt IS NOT NULL"));
        await Eventually.TrueAsync(() => _rig.Number("SELECT COUNT(*) FROM leg_dialogs") == 0, "the dialogs are forgotten");

        // The program is as good as new: the next caller is answered, and its end leaves nothing either.
        var next = await _rig.AnsweredAsync(Calls);
        next.HangUp();
        await Eventually.TrueAsync(() => _rig.Pbx.Counters.Sessions == 0, "the next caller has hung up");
    }
}
