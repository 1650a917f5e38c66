using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Core.Calls.Recovery;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>Kill -9 of the real program while transfers begin, again and again: over all its lives a trunk never places one call more than its cap.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class CapCrashTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int CallersEach = 8;

    private static readonly int Kills = Soak.Number("CAP_KILLS", 5);

    private readonly KilledRig _rig = new();

    [Fact]
    public async Task Kill9_WhileTransfersBegin_NeverMakesRoomForOneCallMore()
    {
        // About half of those who ask may have it: the cap closes before the last life ends.
        var cap = CallersEach * Kills / 2;
        var pbx = new WatchedPbx(_rig.Pbx);
        await _rig.PrepareAsync(t => t.MaxCallsPerDay = cap);
        for (var life = 0; life < Kills; life++)
        {
            await using var program = await _rig.StartAsync();
            var asking = Enumerable.Range(life * CallersEach, CallersEach).Select(_rig.PressingAsync).ToList();
            // At any moment: before the first row, between row and INVITE, after the answer.
            await Task.WhenAny(asking);
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1_500)), TestContext.Current.CancellationToken);
            await program.KillAsync();
            foreach (var caller in asking) _ = caller.ContinueWith(c => c.Exception, TaskScheduler.Default);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"life {life}: {pbx.Count} calls of {cap} placed, {Stored()} on disk"));
            Assert.InRange(pbx.Count, 0, cap);
            Assert.True(Stored() >= pbx.Count, $"{pbx.Count} calls were placed and {Stored()} are on disk.");
        }

        // Counted, and killed before the INVITE: those are lost to the cap, which is the safe side.
        var lost = Stored() - pbx.Count;
        await using var last = await _rig.StartAsync();
        List<PracticeCaller> more = [];
        for (var i = 0; i < cap; i++) more.Add(await _rig.PressingAsync((Kills * CallersEach) + i));
        await Eventually.TrueAsync(() => Stored() == cap, () => $"the cap is used up: {Stored()} of {cap}");
        await Eventually.TrueAsync(() => pbx.Count == cap - lost, () => $"what the cap left was called: {pbx.Count} of {cap}, {lost} lost");
        more.ForEach(c => c.HangUp());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pbx.Count} calls of {cap} placed in all"));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private long Stored() => _rig.Number("SELECT COALESCE(SUM(calls), 0) FROM trunk_days");
}
