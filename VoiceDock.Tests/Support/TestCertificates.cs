using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VoiceDock.Tests.Support;

/// <summary>An authority made for one test, and the certificates it issues. All keys are P-256 and exist in memory only, unless written.</summary>
public sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-400);

    private readonly X509Certificate2 _authority;

    public TestCertificates(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(Start, DateTimeOffset.UtcNow.AddDays(400));
    }

    /// <summary>The authority's own certificate.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>Certificate and key in one PEM.</summary>
    /// <param name="names">DNS names, addresses, or URIs (with a colon and letters).</param>
    public string Issue(string[] names, int validDays = 30, bool selfSigned = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(AlternativeNames(names));
        var until = DateTimeOffset.UtcNow.AddDays(validDays);
        using var certificate = selfSigned
            ? request.CreateSelfSigned(Start.AddDays(1), until)
            : request.Create(_authority, Start.AddDays(1), until, RandomNumberGenerator.GetBytes(8));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>The same as a server's context.</summary>
    public static X509Certificate2 Load(string pem) => X509Certificate2.CreateFromPem(pem, pem);

    public void Dispose() => _authority.Dispose();

    private static X509Extension AlternativeNames(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) builder.AddIpAddress(address);
            else if (name.Contains(':')) builder.AddUri(new Uri(name));
            else builder.AddDnsName(name);
        }

        return builder.Build();
    }
}
