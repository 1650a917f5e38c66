using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Whom a certificate says it is for (RFC 5922 section 7.1). A common name says nothing.</summary>
public static class CertificateNames
{
    private const string AlternativeNames = "2.5.29.17";

    /// <summary>DNS names, addresses and SIP domains; not cleaned.</summary>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate) =>
    [
        .. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .Concat(SipDomains(certificate)).Distinct(),
    ];

    // The domains of URIs of the form sip:domain (7.1: one with a user part is no domain's).
    public static IReadOnlyList<string> SipDomains(X509Certificate2 certificate)
    {
        var domains = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == AlternativeNames))
            {
                var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (names.HasData)
                {
                    var uri = new Asn1Tag(TagClass.ContextSpecific, 6);
                    if (!names.PeekTag().HasSameClassAndValue(uri)) names.ReadEncodedValue();
                    else if (SipUri.TryParse(names.ReadCharacterString(UniversalTagNumber.IA5String, uri), out var parsed) && parsed is { IsSip: true, User: null })
                        domains.Add(parsed.Host);
                }
            }
        }
        catch (AsnContentException)
        {
            // Not readable: then it names nobody.
            domains.Clear();
        }

        return domains;
    }
}
