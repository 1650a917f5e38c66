using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>A message or an error, never both.</summary>
public sealed record SipParseResult
{
    internal SipParseResult(SipMessage message) => Message = message;

    internal SipParseResult(SipParseError error) => Error = error;

    public SipMessage? Message { get; }

    public SipParseError? Error { get; }

    [MemberNotNullWhen(true, nameof(Message))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Message is not null;
}
