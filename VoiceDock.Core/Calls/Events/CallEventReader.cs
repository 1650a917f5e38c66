using System.Threading.Channels;

namespace VoiceDock.Core.Calls.Events;

/// <summary>One reader of <see cref="CallEvents"/>. Read by one reader at a time.</summary>
public sealed class CallEventReader : IDisposable
{
    /// <summary>Events that may wait for a reader; one that has more waiting is cut.</summary>
    public const int MostWaiting = 256;

    private readonly Channel<CallEvent> _waiting = Channel.CreateBounded<CallEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _cut = new();
    private readonly Func<CallEvent, bool> _wanted;
    private readonly Action<CallEventReader> _leave;

    internal CallEventReader(IReadOnlyList<CallEvent> missed, bool mustReset, long position, Func<CallEvent, bool> wanted, Action<CallEventReader> leave)
    {
        (Missed, MustReset, Position, _wanted, _leave) = (missed, mustReset, position, wanted, leave);
        WasCut = _cut.Token;
    }

    /// <summary>What was missed, oldest first; it comes before <see cref="News"/>.</summary>
    public IReadOnlyList<CallEvent> Missed { get; }

    /// <summary>What was missed is not kept any more: the reader has to read everything again.</summary>
    public bool MustReset { get; }

    /// <summary>The id of the newest event at the moment of joining.</summary>
    public long Position { get; }

    /// <summary>Cancelled when the reader was too slow; <see cref="News"/> ends then.</summary>
    public CancellationToken WasCut { get; }

    public ChannelReader<CallEvent> News => _waiting.Reader;

    /// <summary>False: it was too slow, and gets no more.</summary>
    internal bool Offer(CallEvent news)
    {
        if (!_wanted(news) || _waiting.Writer.TryWrite(news))
            return true;
        _waiting.Writer.TryComplete();
        // Whoever waits for it must not run here, under the lock of the room.
        _ = _cut.CancelAsync();
        return false;
    }

    public void Dispose()
    {
        _leave(this);
        _waiting.Writer.TryComplete();
        _cut.Dispose();
    }
}
