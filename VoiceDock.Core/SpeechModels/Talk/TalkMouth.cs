using System.Collections.Concurrent;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// What a model says on its way to the caller: it comes faster than it is spoken, and may be dropped at any moment. The connection's reader adds, the media
/// thread plays; where nothing is queued the caller gets silence.
/// </summary>
/// <param name="begun">Called on the media thread when the first frame of an item is played: enqueue only.</param>
/// <param name="drained">Called on the media thread when nothing is left to play: enqueue only.</param>
internal sealed class TalkMouth(TimeProvider time, Action<SpokenItem> begun, Action drained)
{
    // A quarter of an hour: who sends more at once is not listened to.
    private const long MostQueued = 8_000 * 900;

    private readonly ConcurrentQueue<Chunk> _chunks = [];
    private Chunk? _current;
    private int _position;
    private int _generation;
    private long _waiting;
    private bool _wasPlaying;

    /// <summary>Something is queued or being played.</summary>
    public bool IsPlaying => Interlocked.Read(ref _waiting) > 0;

    /// <summary>Adds u-law samples of an item. False: too much waits already.</summary>
    public bool Add(SpokenItem item, byte[] ulaw)
    {
        if (Interlocked.Read(ref _waiting) + ulaw.Length > MostQueued) return false;
        item.Add(ulaw.Length);
        if (item.IsDropped) return true;
        Interlocked.Add(ref _waiting, ulaw.Length);
        _chunks.Enqueue(new Chunk(item, ulaw, Volatile.Read(ref _generation)));
        return true;
    }

    /// <summary>Drops all that waits: from the next frame on nothing of it is heard. <see cref="drained"/> is not called for it.</summary>
    public void Drop()
    {
        Interlocked.Increment(ref _generation);
        Interlocked.Exchange(ref _waiting, 0);
    }

    /// <summary>The caller's next 20 ms.</summary>
    public bool Read(Span<short> frame160)
    {
        var filled = 0;
        var played = 0;
        while (filled < frame160.Length && Next() is { } chunk)
        {
            var count = Math.Min(frame160.Length - filled, chunk.Ulaw.Length - _position);
            G711.Decode(AudioCodec.Pcmu, chunk.Ulaw.AsSpan(_position, count), frame160.Slice(filled, count));
            filled += count;
            _position += count;
            played += count;
            if (chunk.Item.Play(count, time.GetTimestamp())) begun(chunk.Item);
        }

        frame160[filled..].Clear();
        // Dropped meanwhile: the counter is another's.
        if (played > 0 && Interlocked.Add(ref _waiting, -played) < 0) Interlocked.Exchange(ref _waiting, 0);
        if (_wasPlaying && filled < frame160.Length && !IsPlaying)
        {
            _wasPlaying = false;
            drained();
        }
        else if (filled > 0)
        {
            _wasPlaying = true;
        }

        return true;
    }

    private Chunk? Next()
    {
        var generation = Volatile.Read(ref _generation);
        if (_current is { } current && current.Generation == generation && _position < current.Ulaw.Length) return current;
        (_current, _position) = (null, 0);
        while (_chunks.TryDequeue(out var next))
        {
            if (next.Generation == generation && next.Ulaw.Length > 0) return _current = next;
        }

        return null;
    }

    private sealed record Chunk(SpokenItem Item, byte[] Ulaw, int Generation);
}
