using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>
/// The SIP messages of calls, and how their audio did: in memory while a call lives, in the history after it ended. Fed by the engine's tap, which has masked every
/// secret before. Safe from any thread.
/// </summary>
public sealed class CallTraces(TraceStore store, TimeProvider time, ILogger<CallTraces> log)
{
    private readonly ConcurrentDictionary<Guid, TraceBook> _books = [];
    private readonly ConcurrentDictionary<string, (TraceBook Book, string Leg, string SipCallId)> _dialogs = [];
    private readonly ConcurrentDictionary<Guid, Task> _closing = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly UnclaimedMessages _unclaimed = new();
    private readonly Lock _gate = new();

    /// <summary>The messages of a call so far; null when there are none.</summary>
    public async Task<CallTrace?> FindAsync(Guid callId, CancellationToken cancellation) =>
        _books.TryGetValue(callId, out var book) ? book.Read() : await store.FindAsync(callId, cancellation);

    /// <summary>How the audio of each leg of a call did so far, the caller's first; empty when nothing was measured, null when the call has no trace.</summary>
    public async Task<IReadOnlyList<LegQualitySeries>?> FindQualityAsync(Guid callId, CancellationToken cancellation) =>
        _books.TryGetValue(callId, out var book) ? book.ReadQuality() : (await store.FindAsync(callId, cancellation))?.Quality;

    /// <summary>Once a second on the call's actor: how the audio of a leg did in the last one. Nothing is kept for a leg without a dialog of ours.</summary>
    internal QualityPoint Sample(ICallLeg leg, Guid? transferId)
    {
        var second = leg.SampleQuality();
        Sample(leg.SipCallId, transferId, second, time.GetUtcNow().UtcDateTime);
        return second;
    }

    internal void Sample(string sipCallId, Guid? transferId, QualityPoint second, DateTime now)
    {
        if (_dialogs.TryGetValue(sipCallId, out var place))
            place.Book.Add(place.Leg, transferId, second, now);
    }

    /// <summary>Takes a message from the tap; <see cref="TraceMessage.Leg"/> is filled in here.</summary>
    internal void Add(TraceMessage message)
    {
        lock (_gate)
        {
            if (_dialogs.TryGetValue(message.SipCallId, out var place))
            {
                // One text of the Call-ID for all messages of a dialog.
                place.Book.Add(message with { Leg = place.Leg, SipCallId = place.SipCallId });
                return;
            }
            _unclaimed.Add(message);
        }
    }

    /// <summary>Notes something that is no message, now. Nothing when the call has no trace, or is over.</summary>
    internal void Mark(Guid callId, string leg, string kind, string text) => Mark(callId, new TraceMarker(time.GetUtcNow().UtcDateTime, leg, kind, text));

    internal void Mark(Guid callId, TraceMarker marker)
    {
        if (_books.TryGetValue(callId, out var book))
            book.Add(marker);
    }

    /// <summary>From now on, and for what was seen of it before, the dialog belongs to this call.</summary>
    internal void Claim(string sipCallId, Guid callId, string leg)
    {
        var book = _books.GetOrAdd(callId, id => new TraceBook(id));
        lock (_gate)
        {
            _dialogs[sipCallId] = (book, leg, sipCallId);
            book.Dialogs.Add(sipCallId);
            foreach (var early in _unclaimed.Take(sipCallId))
                book.Add(early with { Leg = leg });
        }
    }

    /// <summary>The call is over: its trace is stored a moment later, when the last answers have come.</summary>
    internal void Close(Guid callId)
    {
        if (!_books.TryGetValue(callId, out var book))
            return;
        var closing = CloseAsync(book);
        _closing[callId] = closing;
        _ = closing.ContinueWith(_ => _closing.TryRemove(callId, out Task? _), TaskScheduler.Default);
    }

    /// <summary>The program stops: what waits is stored now.</summary>
    internal async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_closing.Values);
    }

    private async Task CloseAsync(TraceBook book)
    {
        await Task.Delay(TraceLimits.Linger, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await store.SaveAsync(book.Read(), time.GetUtcNow().UtcDateTime);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The SIP trace of call {CallId} could not be stored", book.CallId);
        }
        finally
        {
            Forget(book);
        }
    }

    private void Forget(TraceBook book)
    {
        lock (_gate)
            book.Dialogs.ForEach(dialog => _dialogs.TryRemove(dialog, out _));
        _books.TryRemove(book.CallId, out _);
    }
}
