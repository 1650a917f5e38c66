using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>Works a column's cases off, several callers at once, and looks after each whether the caller is where it belongs.</summary>
internal sealed class MatrixRun(InteropRig rig, MatrixColumn column, MediaEngine engine, int seed)
{
    // A call may be commanded ten times a minute; one transfer in some cases takes two commands.
    private const int TriesPerCall = 4;
    private const int AtOnce = 10;

    private static int _lines;

    private readonly ConcurrentQueue<(MatrixCase Case, int Index)> _queue = [];
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly ConcurrentBag<Trunk> _trunks = [];
    private int _done;
    private int _dropped;

    /// <summary>Runs a column; fails with what was not as it must be.</summary>
    public static async Task RunAsync(InteropRig rig, MatrixColumn column, IReadOnlyList<int> codes, int crossings, ITestOutputHelper output)
    {
        await rig.Core.ListAsync(column.Destination);
        await using var engine = new MediaEngine(MediaBench.Options(pairs: 200), TimeProvider.System, NullLogger<MediaEngine>.Instance);
        var run = new MatrixRun(rig, column, engine, Soak.Seed);
        var began = Stopwatch.GetTimestamp();

        await run.RunAsync(column.Cases(codes, crossings));

        output.WriteLine($"Seed {Soak.Seed}: {column.Name}: {run._done} transfers in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {run._dropped} callers dropped");
        Assert.Equal(0, run._dropped);
        Assert.True(run._problems.IsEmpty, $"Seed {Soak.Seed}, {run._problems.Count} of {run._done}:\n{string.Join('\n', run._problems.Take(20))}");
    }

    private async Task RunAsync(IEnumerable<MatrixCase> cases)
    {
        // In a random order, so that other things go on beside each case every time.
        var all = cases.Select((c, i) => (c, i)).ToArray();
        new Random(seed).Shuffle(all);
        foreach (var one in all.OrderByDescending(c => c.c.Kills))
            _queue.Enqueue(one);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WorkAsync)));
        await rig.NothingLeftAsync();
        foreach (var trunk in _trunks)
            Assert.Equal(0, rig.Core.Get<TrunkLoad>().Active(trunk.Id));
    }

    private async Task WorkAsync()
    {
        while (!_queue.IsEmpty)
        {
            var number = "+44163297" + Interlocked.Increment(ref _lines).ToString("0000", CultureInfo.InvariantCulture);
            await using var pbx = new MatrixPbx();
            var trunk = await rig.Core.AddLineAsync(number, pbx.Port, column.Shape);
            _trunks.Add(trunk);
            while (await CallAsync(trunk, number, pbx))
            {
            }
        }
    }

    // One caller with a few tries. False when there is nothing more to do on this PBX.
    private async Task<bool> CallAsync(Trunk trunk, string number, MatrixPbx pbx)
    {
        if (!_queue.TryDequeue(out var next))
            return false;
        using var voice = new MatrixVoice(engine);
        await using var caller = await column.CallAsync(rig, trunk, number, pbx, voice);
        var killed = false;
        for (var tries = 1; ; tries++)
        {
            killed = next.Case.Kills;
            await TryAsync(next.Case, next.Index, caller, pbx, voice);
            if (caller.IsDropped)
            {
                Interlocked.Increment(ref _dropped);
                break;
            }
            if (killed || tries == TriesPerCall || !_queue.TryDequeue(out next))
                break;
        }
        // A caller of a dead PBX cannot hang up either: the console ends the call then.
        if (!caller.IsDropped && !killed)
            await caller.HangUpAsync();
        return !killed;
    }

    private async Task TryAsync(MatrixCase one, int index, IMatrixCaller caller, MatrixPbx pbx, MatrixVoice voice)
    {
        try
        {
            await PlayAsync(one, new MatrixTry(rig, pbx, caller, voice, HashCode(index)), caller, pbx);
        }
        catch (Exception fault)
        {
            _problems.Enqueue($"{column.Name}, {one.Name} (#{index}): {fault.Message}");
        }
        Interlocked.Increment(ref _done);
    }

    private async Task PlayAsync(MatrixCase one, MatrixTry played, IMatrixCaller caller, MatrixPbx pbx)
    {
        pbx.Clear();
        pbx.Play = leg => one.Play(played, leg);
        if (caller is ReferredCaller referred)
            referred.Refer = refer => one.Refer!(played, refer);
        if (one.Before is { } before)
            await before(played);
        var since = caller.Heard.Now;
        var transfer = await rig.Core.TransferAsync(caller.Id, $"{column.Destination.Number}");
        var meanwhile = one.Meanwhile?.Invoke(played) ?? Task.CompletedTask;
        var call = await EndOfAsync(caller.Id, transfer.Id);
        await meanwhile;
        Check(one, call, call.Transfers.Single(t => t.Id == transfer.Id));
        // The falling tones of a failure, or, after a BYE or on a machine too busy for all three of them, the menu that follows.
        var over = caller.Heard.Now;
        await Eventually.TrueAsync(() => caller.Heard.HasInOrder(since, InteropRig.Falling) || caller.Heard.Has(440, over),
            () => $"the caller hears the assistant: {caller.Heard.Describe(since, 425, 440, 660, 880, 1000)}");
        Assert.False(caller.IsDropped, "the caller was hung up on");
        Assert.Empty(pbx.Faults);
        if (!one.Kills)
            await Eventually.TrueAsync(() => pbx.Legs.All(l => l.Open() is null), () => $"the PBX's legs are over: {string.Join(", ", pbx.Legs.Select(l => l.Open()))}");
    }

    private static void Check(MatrixCase one, CallView call, TransferView transfer)
    {
        Assert.True(one.States.Contains(transfer.State), $"it ended as {transfer.State} ({transfer.Reason} {transfer.SipCode})");
        Assert.True(one.Reasons.Contains(transfer.Reason), $"its reason is {transfer.Reason ?? "none"} ({transfer.SipCode}), not {string.Join(" or ", one.Reasons)}");
        Assert.Equal((CallState.InProgress, CallerWith.Assistant), (call.State, transfer.CallerWith));
    }

    private async Task<CallView> EndOfAsync(Guid callId, Guid transferId)
    {
        CallView? call = null;
        await Eventually.AskedAsync(async () =>
        {
            call = await rig.Core.Get<CallDirectory>().FindAsync(callId, CancellationToken.None);
            return call!.Transfers.Any(t => t.Id == transferId && t.State.IsFinal()) || !call.State.IsLive();
        }, "the transfer ended", TimeSpan.FromSeconds(40));
        return call!;
    }

    private int HashCode(int index) => unchecked((seed * 397) ^ index);
}
