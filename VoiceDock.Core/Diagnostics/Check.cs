namespace VoiceDock.Core.Diagnostics;

/// <summary>One check of a report, as far as it has come. Texts come partly from the network: cleaned, at most 200 characters, secrets masked.</summary>
/// <param name="Name">Which one.</param>
public sealed record Check(CheckName Name)
{
    public CheckStatus Status { get; init; }

    /// <summary>Milliseconds; null until it is over.</summary>
    public int? TookMs { get; init; }

    /// <summary>What was sent, in short; null when nothing was.</summary>
    public string? Sent { get; init; }

    /// <summary>What came back, in short; null when nothing did.</summary>
    public string? Received { get; init; }

    /// <summary>What it means, in a sentence or two.</summary>
    public string? Cause { get; init; }

    /// <summary>What to change; null when there is nothing to change.</summary>
    public string? Fix { get; init; }

    /// <summary>Where to change it; null together with <see cref="Fix"/>.</summary>
    public CheckSide? Side { get; init; }

    /// <summary>The rule the words come from (<c>R04</c>); null for a plain success.</summary>
    public string? Rule { get; init; }

    /// <summary>What was found besides, a line each: records with their TTL, targets in order, headers, certificate, measurements.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    public bool IsOver => Status is not (CheckStatus.Pending or CheckStatus.Running);
}
