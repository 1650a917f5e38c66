using System.Globalization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>Lines to scripted PBXs, several at once, for races that are run over and over.</summary>
public sealed class RaceRig : InteropRig
{
    private const int AtOnce = 5;
    private const int TriesPerCall = 5;

    private static int _lines;

    protected override IEnumerable<(string Key, string Value)> Settings => [("Calls:MaxPerSecond", "200")];

    /// <summary>Runs a race so many times, on some lines at once; then nothing may be left.</summary>
    /// <param name="race">Gets the caller, who is with the assistant, and the number of the run. False when the caller has gone.</param>
    internal async Task RunAsync(int times, Func<MatrixPbx, InteropCall, int, Task<bool>> race)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var number = "+44163298" + Interlocked.Increment(ref _lines).ToString("0000", CultureInfo.InvariantCulture);
            await using var pbx = new MatrixPbx();
            var trunk = await Core.AddLineAsync(number, pbx.Port);
            for (var at = Interlocked.Increment(ref next); at < times;)
                at = await CallAsync(pbx, trunk, number, at, () => Interlocked.Increment(ref next), times, race);
            Assert.Equal(0, Core.Get<TrunkLoad>().Active(trunk.Id));
        })));
        await NothingLeftAsync();
    }

    // One caller's runs; the number of the run that is due next.
    private async Task<int> CallAsync(
        MatrixPbx pbx, Trunk trunk, string number, int first, Func<int> next, int times, Func<MatrixPbx, InteropCall, int, Task<bool>> race)
    {
        await using var call = await CallAsync(trunk, number);
        var at = first;
        for (var tries = 0; tries < TriesPerCall && at < times; tries++)
        {
            pbx.Clear();
            var stays = await race(pbx, call, at);
            Assert.Empty(pbx.Faults);
            at = next();
            if (!stays)
                return at;
        }
        call.Caller.HangUp();
        await call.Caller.Over.WaitAsync(Support.CallRig.Patience);
        return at;
    }
}
