using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>One destination of an assistant's transfer_call tool.</summary>
/// <param name="Target">E.164 number or extension.</param>
/// <param name="Description">1-500 characters: who is there and when to transfer; spoken as the name.</param>
/// <param name="Message">0-1000 characters said before dialling; null or empty for none.</param>
public sealed record TransferDestination(DialTarget Target, string Description, string? Message)
{
    /// <summary>As in the tool: <c>+31612345678</c> or <c>200</c>.</summary>
    public string Number => Target.Value;

    /// <summary>5-120 s until ringing counts as no answer; null for the trunk's ring timeout.</summary>
    public int? RingSeconds { get; init; }

    /// <summary>When somebody is there; null for always.</summary>
    public BusinessHours? Hours { get; init; }

    /// <summary>Dialled instead outside <see cref="Hours"/>; null: the transfer is refused as closed.</summary>
    public DialTarget? Else { get; init; }

    /// <summary>At most 5, tried in this order in the same transfer when the one before did not take the call.</summary>
    public IReadOnlyList<NextDestination> Next { get; init; } = [];

    /// <summary>1-500 characters with placeholders, said to who answers before the caller is joined; null for none.</summary>
    public string? Whisper { get; init; }

    /// <summary>Who answers must press 1 to take the call.</summary>
    public bool AcceptKey { get; init; }

    /// <summary>1-32 of <c>0-9 * # A-D</c>, <c>,</c> (0.5 s) and <c>w</c> (1 s): sent as DTMF after the answer, before the whisper; null for none.</summary>
    public string? Digits { get; init; }
}
