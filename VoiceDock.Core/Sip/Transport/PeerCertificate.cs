using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Judges the certificate of one TLS peer: chain to the pinned or the system's authorities, dates, use, and name (RFC 5922 section 7).</summary>
internal sealed class PeerCertificate(SipTlsPeer peer)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    /// <summary>What is wrong, in words without a full stop; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>No revocation lists and no missing issuers are fetched: a certificate must not make us call an address of its choice.</summary>
    public X509ChainPolicy CreatePolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(ServerUse));
        if (peer.PinnedCaPem is not { } pem) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy;
    }

    public bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Problem = certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0 ? "No certificate was shown"
            : (errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0 ? ChainProblem(certificate, chain)
            : IsFor(certificate, peer.Name) ? null
            : $"The certificate is for {NamesOf(certificate)}, not for {peer.Name}";
        return Problem is null;
    }

    private static string ChainProblem(X509Certificate2 certificate, X509Chain? chain)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.PartialChain;
        if ((status & X509ChainStatusFlags.NotTimeValid) != 0) return DateProblem(chain!);
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0)
        {
            return certificate.Subject == certificate.Issuer
                ? "The certificate is signed by itself, and is not among the trunk's authorities"
                : $"The certificate was issued by an unknown authority ({SipText.Clean(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true))})";
        }

        return (status & X509ChainStatusFlags.NotValidForUsage) != 0
            ? "The certificate is not meant for servers"
            : $"The certificate is not valid ({status})";
    }

    private static string DateProblem(X509Chain chain)
    {
        var element = chain.ChainElements.FirstOrDefault(e => e.ChainElementStatus.Any(s => (s.Status & X509ChainStatusFlags.NotTimeValid) != 0));
        if (element?.Certificate is not { } bad) return "The certificate is not valid now";
        var early = bad.NotBefore.ToUniversalTime() > chain.ChainPolicy.VerificationTime.ToUniversalTime();
        return early
            ? $"The certificate is not valid before {Day(bad.NotBefore)}"
            : $"The certificate expired on {Day(bad.NotAfter)}";
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // RFC 5922 7.1: sip URIs in the certificate come first; without any, its DNS names count. A common name never does. A leading wildcard
    // label is taken although 7.2 forbids it: providers that give each customer a host have no other certificates.
    private static bool IsFor(X509Certificate2 certificate, string name)
    {
        var uris = CertificateNames.SipDomains(certificate);
        return uris.Count > 0
            ? uris.Contains(name, StringComparer.OrdinalIgnoreCase) || certificate.MatchesHostname(name, allowWildcards: false, allowCommonName: false)
            : certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false);
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = CertificateNames.Of(certificate).Take(3).ToArray();
        return names.Length == 0 ? "no name" : SipText.Clean(string.Join(", ", names));
    }
}
