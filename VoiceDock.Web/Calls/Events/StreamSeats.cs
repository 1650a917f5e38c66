using System.Collections.Concurrent;

namespace VoiceDock.Web.Calls.Events;

/// <summary>The open event streams of each key. Thread-safe.</summary>
public sealed class StreamSeats
{
    public const int PerKey = 5;

    private readonly ConcurrentDictionary<Guid, int> _taken = [];

    /// <summary>Null when all seats of the key are taken. Dispose it to free the seat.</summary>
    public IDisposable? TryTake(Guid keyId)
    {
        if (_taken.AddOrUpdate(keyId, 1, (_, n) => n + 1) <= PerKey)
        {
            return new Seat(this, keyId);
        }

        Free(keyId);
        return null;
    }

    private void Free(Guid keyId)
    {
        if (_taken.AddOrUpdate(keyId, 0, (_, n) => n - 1) == 0)
        {
            _taken.TryRemove(new KeyValuePair<Guid, int>(keyId, 0));
        }
    }

    private sealed class Seat(StreamSeats seats, Guid keyId) : IDisposable
    {
        private int _freed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _freed, 1) == 0)
            {
                seats.Free(keyId);
            }
        }
    }
}
