using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VoiceDock.Core.Calls.Drain;

/// <summary>
/// The way out without cutting anybody off: from <see cref="Begin"/> on no call and no transfer starts, peers are told by 503 to call elsewhere, and the
/// program waits for the calls it has. Once begun there is no way back. Safe from any thread.
/// </summary>
public sealed class CallDrain(CallDirectory calls, ISipStack sip, IOptions<DrainOptions> options, TimeProvider time, ILogger<CallDrain> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<DateTime> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();

    /// <summary>True from <see cref="Begin"/> on.</summary>
    public bool IsDraining => _begun.Task.IsCompleted;

    /// <summary>How it stands; null while the program is not being stopped.</summary>
    public DrainView? View => _begun.Task.IsCompletedSuccessfully ? new DrainView(calls.LiveCount, _begun.Task.Result) : null;

    /// <summary>Refuses what is new from here on. A repeat changes nothing.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (IsDraining)
                return;
            _begun.SetResult(time.GetUtcNow().UtcDateTime.AddSeconds(options.Value.MaxSeconds));
        }
        sip.Drain();
        log.LogInformation("The program is being stopped: {Calls} calls go on, for {Seconds} s at most; a second signal ends them now", calls.LiveCount, options.Value.MaxSeconds);
    }

    /// <summary>Begins, and returns when the last call is over, the time is, or <paramref name="now"/> is cancelled. What lives then ends with the program.</summary>
    public async Task RunAsync(CancellationToken now)
    {
        Begin();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.MaxSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, now);
        try
        {
            // One that was being taken when this began may come while the others are waited for.
            while (calls.LiveActors is { Count: > 0 } live)
                await Task.WhenAll(live.Select(c => c.Over)).WaitAsync(either.Token);
            log.LogInformation("The last call is over");
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            log.LogWarning("{Calls} calls are cut off: {Why}", calls.LiveCount, now.IsCancellationRequested ? "a second signal came" : "their time is over (Drain:MaxSeconds)");
        }
    }

    /// <summary>Nothing until the program is being stopped; then how it stands, at most once a second.</summary>
    public async IAsyncEnumerable<DrainView> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await _begun.Task.WaitAsync(cancellation);
        using var timer = new PeriodicTimer(LookEvery, time);
        DrainView? told = null;
        do
        {
            if (View is { } view && view != told)
                yield return told = view;
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }
}
