using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>A request or response (RFC 3261 section 7). Typed values are read from <see cref="Headers"/> on first use and kept until the headers
/// change. A parsed message has passed the checks of the mandatory ones; on a message built by hand a missing or unreadable one throws
/// <see cref="FormatException"/>. Safe for reading from several threads, not for writing.</summary>
public abstract class SipMessage
{
    private static readonly string[] Mandatory = ["From", "To", "Call-ID", "CSeq"];
    private static readonly string[] Single = [.. Mandatory, "Content-Length", "Content-Type", "Max-Forwards"];

    private static readonly TypedHeaders None = new(-1);

    private TypedHeaders _typed = None;

    protected SipMessage(SipHeaders headers, byte[] body)
    {
        Headers = headers;
        Body = body;
    }

    public SipHeaders Headers { get; }

    /// <summary>Never null; the serializer computes Content-Length from it.</summary>
    public byte[] Body { get; set; }

    /// <summary>The first of <see cref="Vias"/>. Setting replaces the first and leaves the others.</summary>
    public Via TopVia
    {
        get => Typed.TopVia ??= Required(Via.TryParse(Headers["Via"], out var via) ? via : null, "Via");
        set => Headers.ReplaceFirst("Via", value.ToString());
    }

    /// <summary>Topmost first.</summary>
    public IReadOnlyList<Via> Vias => Typed.Vias ??= [.. Values("Via").Select(v => Required(Via.TryParse(v, out var via) ? via : null, "Via"))];

    public NameAddr From
    {
        get => Typed.From ??= Required(Address("From"), "From");
        set => Headers.Set("From", value.ToString());
    }

    public NameAddr To
    {
        get => Typed.To ??= Required(Address("To"), "To");
        set => Headers.Set("To", value.ToString());
    }

    public string CallId
    {
        get => Required(Headers["Call-ID"], "Call-ID");
        set => Headers.Set("Call-ID", value);
    }

    public CSeq CSeq
    {
        get => Typed.CSeq ??= Required(CSeq.TryParse(Headers["CSeq"], out var cseq) ? cseq : null, "CSeq");
        set => Headers.Set("CSeq", value.ToString());
    }

    /// <summary>The first Contact; null when absent, unreadable or <c>*</c>. Setting replaces all.</summary>
    public NameAddr? Contact
    {
        get => Typed.Contact ??= Address("Contact");
        set
        {
            if (value is null) Headers.Remove("Contact");
            else Headers.Set("Contact", value.ToString());
        }
    }

    /// <summary>Record-Route values, topmost first; unreadable ones are left out.</summary>
    public IReadOnlyList<NameAddr> RecordRoutes => Typed.RecordRoutes ??= Addresses("Record-Route");

    /// <summary>One line for logs and ladders: <c>INVITE sip:200@pbx</c> or <c>180 Ringing</c>, cleaned of controls and cut.</summary>
    public abstract string Summary { get; }

    private protected TypedHeaders Typed
    {
        get
        {
            var typed = _typed;
            if (typed.Version != Headers.Version) _typed = typed = new TypedHeaders(Headers.Version);
            return typed;
        }
    }

    public override string ToString() => Summary;

    /// <summary>Lets go of what was read from the headers; it is read again when somebody asks. For messages that are kept long and hardly looked at.</summary>
    internal void ForgetTyped() => _typed = None;

    /// <summary>The values of a header across lines and commas.</summary>
    internal IEnumerable<string> Values(string name) => Headers.All(name).SelectMany(SipValueList.Split);

    /// <summary>What is wrong with the headers of a parsed message, in words; null when nothing. Fills the typed values on the way.</summary>
    internal string? FindProblem()
    {
        foreach (var name in Single)
        {
            var count = Headers.CountOf(name);
            if (count > 1) return $"More than one {name}";
            if (count == 0 && Array.IndexOf(Mandatory, name) >= 0) return $"Missing {name}";
        }

        if (!Headers.Has("Via")) return "Missing Via";
        var typed = Typed;
        var vias = new List<Via>(2);
        foreach (var value in Headers.All("Via"))
        {
            if (!Via.TryParse(value, out var via)) return "Malformed Via";
            vias.Add(via);
        }

        (typed.Vias, typed.TopVia) = (vias, vias[0]);
        if ((typed.From = Address("From")) is null) return "Malformed From";
        if ((typed.To = Address("To")) is null) return "Malformed To";
        if (!IsCallId(Headers["Call-ID"])) return "Malformed Call-ID";
        if (!CSeq.TryParse(Headers["CSeq"], out var cseq)) return "Malformed CSeq";
        typed.CSeq = cseq;
        return FindOwnProblem();
    }

    private protected virtual string? FindOwnProblem() => null;

    private protected IReadOnlyList<NameAddr> Addresses(string name) =>
        Headers.Has(name) ? [.. Values(name).Select(v => NameAddr.TryParse(v, out var address) ? address : null).OfType<NameAddr>()] : [];

    private static T Required<T>([NotNull] T? value, string name)
        where T : class => value ?? throw new FormatException($"The message has no readable {name} header.");

    private static bool IsCallId(string? value) => !string.IsNullOrEmpty(value) && !value.AsSpan().ContainsAny(" \t");

    private NameAddr? Address(string name) => NameAddr.TryParse(Headers[name], out var address) ? address : null;

    private protected sealed class TypedHeaders(int version)
    {
        public int Version { get; } = version;

        public Via? TopVia { get; set; }

        public IReadOnlyList<Via>? Vias { get; set; }

        public NameAddr? From { get; set; }

        public NameAddr? To { get; set; }

        public CSeq? CSeq { get; set; }

        public NameAddr? Contact { get; set; }

        public IReadOnlyList<NameAddr>? Routes { get; set; }

        public IReadOnlyList<NameAddr>? RecordRoutes { get; set; }
    }
}
