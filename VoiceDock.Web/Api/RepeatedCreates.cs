using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace VoiceDock.Web.Api;

/// <summary>
/// Remembers for ten seconds what a POST made, by key, path and body: clients without <c>Idempotency-Key</c> send it again after a network error and
/// must not get a second trunk. In memory only: who waits longer than a restart takes asks first.
/// </summary>
public sealed class RepeatedCreates(TimeProvider time)
{
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Attempt> _attempts = new(StringComparer.Ordinal);

    /// <summary>The first attempt with this content, or a new one; <paramref name="isFirst"/> tells which.</summary>
    public Attempt Begin(Guid keyId, string path, ReadOnlySpan<byte> body, out bool isFirst)
    {
        Sweep();
        var content = $"{keyId}|{path}|{Convert.ToHexString(SHA256.HashData(body))}";
        var mine = new Attempt(content, time.GetTimestamp());
        var found = _attempts.GetOrAdd(content, mine);
        isFirst = ReferenceEquals(found, mine);
        return found;
    }

    /// <summary>The attempt made this thing (null: nothing, so that a repeat is a new request).</summary>
    public void Finish(Attempt attempt, Guid? made)
    {
        if (made is null)
        {
            _attempts.TryRemove(new KeyValuePair<string, Attempt>(attempt.Content, attempt));
        }

        attempt.Made.TrySetResult(made);
    }

    /// <summary>Notes what the endpoint made, for the filter around it.</summary>
    public static void Note(HttpContext http, Guid made) => http.Items[typeof(RepeatedCreates)] = made;

    public static Guid? NotedIn(HttpContext http) => http.Items[typeof(RepeatedCreates)] as Guid?;

    private void Sweep()
    {
        foreach (var (content, attempt) in _attempts)
        {
            if (time.GetElapsedTime(attempt.Started) >= _kept)
            {
                _attempts.TryRemove(new KeyValuePair<string, Attempt>(content, attempt));
            }
        }
    }

    public sealed class Attempt(string content, long started)
    {
        public string Content => content;

        public long Started => started;

        /// <summary>What it made; null when it was refused or broke.</summary>
        public TaskCompletionSource<Guid?> Made { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
