using System.Net;

namespace VoiceDock.Core.Calls;

/// <summary>What a transfer would do.</summary>
/// <param name="Checks">In the order a transfer makes them; a refusal is the last.</param>
public sealed record DialRehearsal(IReadOnlyList<DialCheck> Checks)
{
    /// <summary>No check refuses it.</summary>
    public bool IsAllowed => Checks.All(c => c.Verdict != DialVerdict.Refused);

    /// <summary>User part of the Request-URI, after the trunk's number rule; null when refused before that.</summary>
    public string? Dialled { get; init; }

    /// <summary>Where the INVITE would go first; null when refused before that.</summary>
    public IPEndPoint? Target { get; init; }

    /// <summary>The INVITE as it would stand on the wire, lines ended by CR LF, SRTP keys masked; it has no credentials, those follow a challenge. Null when refused.</summary>
    public string? Invite { get; init; }

    /// <summary>The lines of the INVITE that say who is calling: From and the identity headers, in their order; empty when refused.</summary>
    public IReadOnlyList<string> CallerLines => [.. (Invite ?? "").Split("\r\n").TakeWhile(l => l.Length > 0).Where(IsOfCaller)];

    private static bool IsOfCaller(string line) =>
        Array.Exists(["From:", "P-Asserted-Identity:", "Remote-Party-ID:", "Diversion:", "Privacy:"], name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
