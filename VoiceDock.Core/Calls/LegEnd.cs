namespace VoiceDock.Core.Calls;

/// <summary>How a leg ended, in words the domain uses.</summary>
public enum LegEndKind
{
    /// <summary>We ended it (BYE, CANCEL or a final answer of ours).</summary>
    Local,

    /// <summary>The far end sent BYE, or CANCEL before the answer.</summary>
    Remote,

    /// <summary>The far end gave a final answer of 300 or above; <see cref="LegEnd.SipCode"/> has it.</summary>
    Rejected,

    /// <summary>No SIP answer at all in time.</summary>
    NoAnswer,

    /// <summary>The far machine refuses the port.</summary>
    Unreachable,

    /// <summary>The far end did not prove who it is by TLS; <see cref="LegEnd.Detail"/> says what was wrong.</summary>
    TlsFailed,

    DnsFailed,
    TargetRefused,
    AuthFailed,
    CredentialsUnreadable,
    NoCommonCodec,
    NoCapacity,
    MediaLost,

    /// <summary>The dialog broke: no ACK, a transaction timed out, or the peer broke the protocol.</summary>
    Broken,
    Shutdown,
}

/// <summary>The end of one leg.</summary>
/// <param name="SipReason">The peer's reason phrase, cleaned; null when there was none.</param>
public sealed record LegEnd(LegEndKind Kind, int? SipCode = null, string? SipReason = null, string? Detail = null);
