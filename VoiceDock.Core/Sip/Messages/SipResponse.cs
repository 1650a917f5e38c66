using System.Globalization;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>A response (RFC 3261 section 7.2).</summary>
public sealed class SipResponse : SipMessage
{
    /// <param name="status">100 to 699.</param>
    /// <param name="reason">The usual phrase when null.</param>
    /// <exception cref="ArgumentException">The status is out of range, or the phrase holds a control character.</exception>
    public SipResponse(int status, string? reason = null)
        : this(status, reason ?? SipReasons.For(status), new SipHeaders(), [])
    {
    }

    internal SipResponse(int status, string reason, SipHeaders headers, byte[] body)
        : base(headers, body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 699);
        StatusCode = status;
        ReasonPhrase = SipText.Checked(reason, "the reason phrase");
    }

    public int StatusCode { get; }

    /// <summary>What the peer wrote; clean it before it reaches a log or a screen.</summary>
    public string ReasonPhrase { get; }

    public override string Summary => SipText.Clean(string.Create(CultureInfo.InvariantCulture, $"{StatusCode} {ReasonPhrase}"));
}
