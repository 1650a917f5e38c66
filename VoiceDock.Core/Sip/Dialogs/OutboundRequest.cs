using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A request outside any dialog: OPTIONS, REGISTER.</summary>
public sealed record OutboundRequest
{
    /// <summary>The method; never INVITE, ACK or CANCEL.</summary>
    public required string Method { get; init; }

    /// <summary>The Request-URI.</summary>
    public required SipUri RequestUri { get; init; }

    /// <summary>From, without a tag: the stack makes it.</summary>
    public required NameAddr From { get; init; }

    /// <summary>To.</summary>
    public required NameAddr To { get; init; }

    /// <summary>Where it is sent, already resolved and allowed.</summary>
    public required SipTarget Target { get; init; }

    /// <summary>Answers 401 and 407 from <see cref="Target"/>'s address.</summary>
    public IDigestCredentials? Credentials { get; init; }

    /// <summary>Further headers, in order. A Contact here replaces the stack's own.</summary>
    public IReadOnlyList<(string Name, string Value)> ExtraHeaders { get; init; } = [];

    /// <summary>No Contact at all: a REGISTER that only asks for bindings (RFC 3261 section 10.2.3).</summary>
    public bool OmitContact { get; init; }

    /// <summary>Give up after this time; null: 64*T1.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Call-ID to keep over several requests (REGISTER); null makes a random one.</summary>
    public string? CallId { get; init; }

    /// <summary>First CSeq number to use; each digest answer takes one more.</summary>
    public uint CSeq { get; init; } = 1;
}
