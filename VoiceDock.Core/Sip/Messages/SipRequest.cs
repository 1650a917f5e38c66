using System.Globalization;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>A request (RFC 3261 section 7.1).</summary>
public sealed class SipRequest : SipMessage
{
    /// <exception cref="ArgumentException">The method is no token.</exception>
    public SipRequest(string method, SipUri uri)
        : this(method, uri, new SipHeaders(), [])
    {
    }

    internal SipRequest(string method, SipUri uri, SipHeaders headers, byte[] body)
        : base(headers, body)
    {
        if (!SipText.IsToken(method)) throw new ArgumentException("A method must be a token.", nameof(method));
        Method = method;
        Uri = uri;
    }

    public string Method { get; }

    /// <summary>The Request-URI.</summary>
    public SipUri Uri { get; set; }

    /// <summary>Route values, topmost first; unreadable ones are left out.</summary>
    public IReadOnlyList<NameAddr> Routes => Typed.Routes ??= Addresses("Route");

    /// <summary>0 to 255; 70 when the header is absent.</summary>
    public int MaxForwards
    {
        get => byte.TryParse(Headers["Max-Forwards"], NumberStyles.None, CultureInfo.InvariantCulture, out var hops) ? hops : 70;
        set => Headers.Set("Max-Forwards", value.ToString(CultureInfo.InvariantCulture));
    }

    public override string Summary => SipText.Clean($"{Method} {Uri}");

    /// <summary>The beginnings of an answer (RFC 3261 section 8.2.6): Via, From, To, Call-ID and CSeq are copied, Timestamp too into a 100.
    /// What a refused request lacks, its answer lacks too. Record-Route is left to the dialog layer.</summary>
    /// <param name="toTag">Added to To when it has no tag yet, and can be read.</param>
    public SipResponse CreateResponse(int status, string? reason = null, string? toTag = null)
    {
        var response = new SipResponse(status, reason);
        foreach (var via in Headers.All("Via")) response.Headers.Add("Via", via);
        Copy("From", response);
        if (toTag is not null && NameAddr.TryParse(Headers["To"], out var to) && to.Tag is null) response.To = to.WithTag(toTag);
        else Copy("To", response);
        Copy("Call-ID", response);
        Copy("CSeq", response);
        if (status == 100) Copy("Timestamp", response);
        return response;
    }

    /// <summary>A copy whose headers can be changed; the body's bytes are shared.</summary>
    public SipRequest Clone() => new(Method, Uri, Headers.Copy(), Body);

    private protected override string? FindOwnProblem()
    {
        if (CSeq.Method != Method) return "CSeq names another method";
        // Where a dialog or a registration leads to; elsewhere nothing depends on it.
        if (Method is SipMethods.Invite or SipMethods.Register && Values("Contact").Any(v => v != "*" && !NameAddr.TryParse(v, out _)))
            return "Malformed Contact";
        return Headers["Max-Forwards"] is { } hops && !byte.TryParse(hops, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? "Malformed Max-Forwards"
            : null;
    }

    private void Copy(string name, SipResponse response)
    {
        if (Headers[name] is { } value) response.Headers.Add(name, value);
    }
}
