using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Result of <see cref="SipAgent.SendAsync"/>.</summary>
public sealed record SipExchange
{
    /// <summary>How it ended.</summary>
    public required SipExchangeOutcome Outcome { get; init; }

    /// <summary>The final response, also for the refusals of authentication; null when none came.</summary>
    public SipResponse? Response { get; init; }

    /// <summary>The first 401 or 407 of this exchange, whether it could be answered or not; null when there was none.</summary>
    public SipResponse? Challenge { get; init; }

    /// <summary>Why it did not arrive, in words; null unless the transport failed.</summary>
    public string? Detail { get; init; }

    /// <summary>From the last request sent to the final response.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>The request as last sent, with the credentials and the CSeq of the last try.</summary>
    public required SipRequest Request { get; init; }

    /// <summary>Of the connection the response came over; null without TLS, without a response, and where the other side had connected to us.</summary>
    public ConnectionCertificate? Certificate { get; init; }

    /// <summary>Where it was sent.</summary>
    public required SipTarget Target { get; init; }
}
