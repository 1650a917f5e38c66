using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>What a line tells its session; called on tasks of the line.</summary>
/// <param name="Ready">A connection stands and has taken its instructions.</param>
/// <param name="Taken">An event of that connection, in order.</param>
/// <param name="Lost">The connection that stood is gone; another is tried.</param>
/// <param name="GivenUp">No more are tried.</param>
internal sealed record TalkLineEvents(Action<TalkLink, TalkMessages> Ready, Action<TalkLink, TalkEvent> Taken, Action<TalkLink> Lost, Action GivenUp);

/// <summary>The connection of one call to its model, made again when it is lost, within limits.</summary>
internal sealed class TalkLine(TalkDoor door, SpeechModelTarget target, TalkEars ears, Func<TalkMessages, byte[]> session, TalkLineEvents events, TimeProvider time, ILogger log) : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1500)];

    // One that stood this long has shown that it works: the next loss counts anew.
    private static readonly TimeSpan Proven = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _over = new();
    private bool _isPrevious = target.Events == SpeechModelEvents.Previous;

    /// <summary>Connects, and stays so until disposed or given up.</summary>
    public async Task RunAsync()
    {
        try
        {
            for (var lost = 0; lost <= door.Options.Reconnects; lost++)
            {
                await Task.Delay(lost == 0 ? TimeSpan.Zero : Pauses[Math.Min(lost - 1, Pauses.Length - 1)], time, _over.Token);
                var began = time.GetTimestamp();
                var stood = await ConnectAsync();
                if (_over.IsCancellationRequested) return;
                if (stood && time.GetElapsedTime(began) > Proven) lost = -1;
            }

            events.GivenUp();
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            log.LogDebug("The call needs its speech model no more");
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The connection to the speech model failed unexpectedly");
            events.GivenUp();
        }
        finally
        {
            _over.Dispose();
        }
    }

    public void Dispose()
    {
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            log.LogDebug("The speech model's line was over already");
        }
    }

    // True when it stood for a while; then it has been lost.
    private async Task<bool> ConnectAsync()
    {
        var stood = await TryAsync();
        if (stood is not null || _over.IsCancellationRequested || target.Events != SpeechModelEvents.Auto || _isPrevious) return stood == true;
        // A server that knows only the previous names says so by an error, by hanging up, or not at all.
        _isPrevious = true;
        stood = await TryAsync();
        if (stood is null) _isPrevious = false;
        return stood == true;
    }

    // Null: it never stood.
    private async Task<bool?> TryAsync()
    {
        if (await door.OpenAsync(target, _isPrevious, _over.Token) is not { } socket) return null;
        using (socket)
        {
            var messages = new TalkMessages(_isPrevious);
            using var link = new TalkLink(socket, ears, new TalkAudio(target.Audio), log);
            await using var stop = _over.Token.Register(link.Dispose);
            var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = link.RunAsync(e => Take(link, messages, e, ready), time);
            link.Send(session(messages));
            if (!await IsReadyAsync(ready.Task, running))
            {
                link.Dispose();
                await running;
                return null;
            }

            await running;
            if (!_over.IsCancellationRequested) events.Lost(link);
            return true;
        }
    }

    private void Take(TalkLink link, TalkMessages messages, TalkEvent news, TaskCompletionSource<bool> ready)
    {
        if (news.Kind == TalkEventKind.Ready && !ready.Task.IsCompleted)
        {
            // Audio from now on: before, the server would take it for another format. Told here, so that no event comes before it.
            link.Hear();
            events.Ready(link, messages);
            ready.TrySetResult(true);
        }
        else if (news is { Kind: TalkEventKind.Error, IsOfSession: true } && ready.TrySetResult(false)) log.LogWarning("The speech model refused its instructions: {Code} {Reason}", news.Code, news.Text);
        events.Taken(link, news);
    }

    private async Task<bool> IsReadyAsync(Task<bool> ready, Task running)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(door.Options.ConnectSeconds), time);
        try
        {
            return await Task.WhenAny(ready, running).WaitAsync(limit.Token) == ready && await ready;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
