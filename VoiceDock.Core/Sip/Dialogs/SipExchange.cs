using System.Net;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Result of <see cref="SipAgent.SendAsync"/>.</summary>
public sealed record SipExchange
{
    /// <summary>How it ended.</summary>
    public required SipExchangeOutcome Outcome { get; init; }

    /// <summary>The final response, also for the refusals of authentication; null when none came.</summary>
    public SipResponse? Response { get; init; }

    /// <summary>From the last request sent to the final response.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>Where it was sent.</summary>
    public required IPEndPoint Target { get; init; }
}
