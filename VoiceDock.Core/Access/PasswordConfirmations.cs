using System.Collections.Concurrent;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>
/// Which sign-ins were confirmed by a password lately. What is worth stealing a session for asks for it: making and rotating API keys.
/// In memory, by monotonic time; after a restart people confirm again. Thread-safe.
/// </summary>
public sealed class PasswordConfirmations(TimeProvider time)
{
    /// <summary>How long a confirmation counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Person, string SignIn), long> _confirmed = new();

    /// <summary>Notes that the password was right just now, at sign-in or when asked again.</summary>
    public void Note(string person, string signIn)
    {
        foreach (var (key, at) in _confirmed)
            if (time.GetElapsedTime(at) >= Lifetime)
                _confirmed.TryRemove(key, out _);
        _confirmed[(person, signIn)] = time.GetTimestamp();
    }

    /// <summary>Whether this actor may do what needs a confirmed password. A person acting without a sign-in never may; the program itself always.</summary>
    public Error? Refusal(Actor actor) => actor.Type switch
    {
        ActorType.System => null,
        ActorType.Operator when actor.SignIn is { } signIn && IsFresh(actor.Id, signIn) => null,
        _ => AccessErrors.PasswordNotConfirmed,
    };

    private bool IsFresh(string person, string signIn) => _confirmed.TryGetValue((person, signIn), out var at) && time.GetElapsedTime(at) < Lifetime;
}
