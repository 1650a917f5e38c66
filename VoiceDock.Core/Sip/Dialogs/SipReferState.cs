namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>What became of a REFER of ours so far.</summary>
/// <param name="Kind">Where it stands.</param>
/// <param name="StatusCode">The status told, by the answer or by the NOTIFY; null when none was.</param>
/// <param name="ReasonPhrase">Its reason phrase, cleaned.</param>
/// <param name="SessionIsOver">The call ended before a final word.</param>
public sealed record SipReferState(SipReferKind Kind, int? StatusCode = null, string? ReasonPhrase = null, bool SessionIsOver = false)
{
    /// <summary>Nothing more will be told of this REFER.</summary>
    public bool IsFinal => Kind is not (SipReferKind.Accepted or SipReferKind.Progress);
}
