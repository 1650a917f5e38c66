using System.Net;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A call to place.</summary>
public sealed record OutboundInvite
{
    /// <summary>The Request-URI.</summary>
    public required SipUri RequestUri { get; init; }

    /// <summary>From, without a tag: the stack makes it.</summary>
    public required NameAddr From { get; init; }

    /// <summary>To, without a tag.</summary>
    public required NameAddr To { get; init; }

    /// <summary>Where the INVITE is sent, already resolved and allowed.</summary>
    public required SipTarget Target { get; init; }

    /// <summary>The offer.</summary>
    public required string Sdp { get; init; }

    /// <summary>Answers 401 and 407 from <see cref="Target"/>'s address; null when the trunk has none.</summary>
    public IDigestCredentials? Credentials { get; init; }

    /// <summary>Further headers of the INVITE, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> ExtraHeaders { get; init; } = [];

    /// <summary>Other addresses of the same trunk that may send requests inside the dialog (a quick look-up in memory);
    /// null: only <see cref="Target"/>'s.</summary>
    public Func<IPAddress, bool>? AcceptsFrom { get; init; }

    /// <summary>How many machines it may pass (RFC 3261 section 20.22); less for a leg placed on behalf of another (RFC 7332).</summary>
    public int MaxForwards { get; init; } = 70;

    /// <summary>Call-ID to use; null makes a random one.</summary>
    public string? CallId { get; init; }
}
