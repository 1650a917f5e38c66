namespace VoiceDock.Web.Http;

/// <summary>How browsers and programs reach the console and the API, section <c>Http</c>. Where it listens is <c>--urls</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Http";

    /// <summary>Addresses or networks (CIDR) of the proxies in front. Only what they say of the client and its scheme is believed (X-Forwarded-For and -Proto). Empty: nobody.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Names the console is reached by, as in the Host header without the port; <c>*.example.com</c> stands for all below. Empty: any.</summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>Refuse plain http, except on loopback.</summary>
    public bool RequireTls { get; set; }

    /// <summary>Certificate and chain for addresses that begin with https: PEM, or PFX without a password. Read again when it changes.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of its private key; null: it is in <see cref="CertificateFile"/>.</summary>
    public string? CertificateKeyFile { get; set; }
}
