using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Common;
using VoiceDock.Web.Calls.Live;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>Everything about one call, following it while it runs.</summary>
public sealed partial class CallDetail
{
    // The last answers, such as the 200 to our BYE, come after the end; the trace is stored a moment later.
    private static readonly TimeSpan TraceLinger = TimeSpan.FromSeconds(6);

    private CallView? _call;
    private CallTrace? _trace;
    private CallLadder? _ladder;
    private BoardRow? _row;
    private bool _looked;

    /// <summary>The call.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private CallDirectory Calls { get; set; } = default!;

    [Inject]
    private CallFeed Feed { get; set; } = default!;

    [Inject]
    private CallTraces Traces { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string Title => $"Call {(CallWords.IsOurs(_call!) ? "to" : "from")} {CallWords.Caller(_call!)}";

    protected override void OnInitialized()
    {
        Follow(ReadCallAsync, Show);
        Follow(ReadTraceAsync, trace =>
        {
            _trace = trace;
            Draw();
        });
        Follow(left => Ticks.Every(TimeSpan.FromSeconds(1), Time, left), _ => Settle());
    }

    private void Show(CallView? call)
    {
        _looked = true;
        if (call is null || call.Version < _call?.Version)
            return;
        _call = call;
        if (call.State.IsLive())
            _row ??= new BoardRow(call);
        _row?.Update(call);
        Draw();
        Settle();
    }

    // Once a second a running call changes in its audio only, which the ladder does not show.
    private void Draw()
    {
        if (_call is null || _trace is null)
            return;
        var ladder = CallLadder.Of(_call, _trace);
        if (_ladder is null || ladder.Messages.Count != _ladder.Messages.Count || !ladder.Markers.SequenceEqual(_ladder.Markers))
            _ladder = ladder;
    }

    private void Settle() => _row?.Settle(Time.GetUtcNow().UtcDateTime, held: false);

    // Subscribes before it looks, so that no change falls between.
    private async IAsyncEnumerable<CallView?> ReadCallAsync([EnumeratorCancellation] CancellationToken left)
    {
        using var changes = Feed.Subscribe();
        var first = changes.First.FirstOrDefault(c => c.Id == Id) ?? await Calls.FindAsync(Id, left);
        yield return first;
        if (first?.State.IsLive() != true)
            yield break;
        await foreach (var batch in changes.Changes(left))
        {
            if (batch.FirstOrDefault(c => c.Id == Id) is not { } call)
                continue;
            yield return call;
            if (!call.State.IsLive())
                yield break;
        }
    }

    // Messages and marks at once; the charts every second at first, while those of a long call hardly change in one.
    private async IAsyncEnumerable<CallTrace?> ReadTraceAsync([EnumeratorCancellation] CancellationToken left)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        var shown = (Messages: -1, Markers: -1, Seconds: -1);
        do
        {
            if (await Traces.FindAsync(Id, left) is not { } trace)
                continue;
            var now = (trace.Messages.Count, trace.Markers.Count, Seconds: trace.Quality.Sum(q => q.Seconds));
            var measured = now.Seconds - shown.Seconds;
            if ((now.Item1, now.Item2) == (shown.Messages, shown.Markers) && (measured == 0 || (measured < now.Seconds / 100 && !IsSettled())))
                continue;
            shown = now;
            yield return trace;
        }
        while (await timer.WaitForNextTickAsync(left) && !IsSettled());
    }

    private bool IsSettled() => _looked && (_call is null || (_call.EndedAt is { } ended && Time.GetUtcNow().UtcDateTime - ended > TraceLinger));
}
