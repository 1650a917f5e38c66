namespace VoiceDock.Tests.Browser.Hardening;

/// <summary>Texts that become markup or script wherever somebody forgets to write them as text. Each leaves a mark when it does.</summary>
internal static class HostileText
{
    // As elements, with an attribute a test can look for.
    private static readonly string[] Elements =
    [
        "<b data-xss>", "<script data-xss>alert(1)</script>", "<img data-xss src=x onerror=alert(1)>", "<svg data-xss onload=alert(1)>",
        "<svg><script data-xss>alert(1)</script></svg>", "<iframe data-xss src=javascript:alert(1)>", "<body data-xss onload=alert(1)>",
        "<input data-xss autofocus onfocus=alert(1)>", "<details data-xss open ontoggle=alert(1)>", "<video data-xss><source onerror=alert(1)>",
        "<a data-xss href=javascript:alert(1)>x</a>", "<math data-xss><mtext>", "<style data-xss>*{display:none}</style>", "<link data-xss rel=stylesheet href=//x>",
        "<base data-xss href=//x/>", "<meta data-xss http-equiv=refresh content=0>", "<object data-xss data=javascript:alert(1)>", "<embed data-xss src=javascript:1>",
        "<form data-xss action=javascript:alert(1)><button>", "<marquee data-xss onstart=alert(1)>", "<template data-xss><script>", "<noscript><p data-xss title=\"</noscript>",
        "<xmp data-xss>", "<plaintext data-xss>", "<!--[if gte IE 4]><b data-xss>", "<![CDATA[<b data-xss>]]>",
    ];

    // What may stand before them, to leave the place they were written into.
    private static readonly string[] Breaks = ["", "\">", "'>", "</title>", "</textarea>", "-->"];

    // Attribute values, scripts, addresses, templates.
    private static readonly string[] Others =
    [
        "\" data-xss x=\"", "' data-xss x='", "\" onmouseover=\"alert(1)\" data-xss=\"", "' autofocus onfocus=alert(1) data-xss='", "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "';alert(1)//", "\";alert(1)//", "</script><script data-xss>alert(1)</script>", "${alert(1)}", "{{constructor.constructor('alert(1)')()}}",
        "@(alert)", "&lt;b data-xss&gt;", "&#60;b data-xss&#62;", "\\u003cb data-xss\\u003e", "%3Cb%20data-xss%3E", "\uFF1Cb data-xss\uFF1E", "<b data-xss\u00A0>",
        "<<b data-xss>>", "<b/data-xss/>", "<B DATA-XSS>", "<img/src/onerror=alert(1)//data-xss>", "</vd-time><b data-xss>", "<vd-time data-xss at=1>", "\u202E<b data-xss>",
    ];

    /// <summary>More than a hundred, all different, of at most 100 characters.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Breaks.SelectMany(b => Elements.Select(e => b + e)).Concat(Others).Where(t => t.Length <= 100).Distinct()];
}
