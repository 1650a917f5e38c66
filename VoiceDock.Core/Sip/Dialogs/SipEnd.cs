using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>How a session ended.</summary>
/// <param name="Kind">What kind of end.</param>
/// <param name="StatusCode">The final status, when a response ended it.</param>
/// <param name="ReasonPhrase">The reason phrase of that response.</param>
/// <param name="Detail">The Reason header of a BYE or CANCEL, or words for the log; never a secret.</param>
/// <param name="Response">The response that ended it, when one did (Contact of a 302, Retry-After, Warning).</param>
public sealed record SipEnd(
    SipEndKind Kind, int? StatusCode = null, string? ReasonPhrase = null, string? Detail = null, SipResponse? Response = null);
