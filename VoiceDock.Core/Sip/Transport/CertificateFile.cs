using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Our own certificate with key and chain from a file (PEM, or PFX without a password). The file is looked at again at most once a second when a
/// connection asks; one that cannot be read then leaves the last good certificate in place. Thread-safe.
/// </summary>
public sealed class CertificateFile
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private SslStreamCertificateContext _current;
    private DateTime _written;
    private long _looked;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="CryptographicException">It holds no certificate with its private key.</exception>
    public CertificateFile(string path, TimeProvider time, ILogger logger)
    {
        (_path, _time, _logger, _looked) = (path, time, logger, time.GetTimestamp());
        _written = File.GetLastWriteTimeUtc(path);
        _current = Load(path);
    }

    /// <summary>The certificate to show now.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_looked) < LookEvery) return _current;
            _looked = _time.GetTimestamp();
            var written = File.GetLastWriteTimeUtc(_path);
            if (written != _written) Reload(written);
            return _current;
        }
    }

    private void Reload(DateTime written)
    {
        _written = written;
        try
        {
            _current = Load(_path);
            _logger.LogInformation("The SIP certificate was read again from {File}; it is valid until {Until:yyyy-MM-dd}", _path, _current.TargetCertificate.NotAfter);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            _logger.LogError(e, "The changed SIP certificate {File} cannot be used; the one before stays in use", _path);
        }
    }

    private static SslStreamCertificateContext Load(string path)
    {
        var all = new X509Certificate2Collection();
        var text = File.ReadAllText(path);
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, null);
            return Context(all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("It holds no private key."), all);
        }

        all.ImportFromPem(text);
        if (all.Count == 0) throw new CryptographicException("It holds no certificate.");
        return Context(X509Certificate2.CreateFromPem(text, text), all);
    }

    private static SslStreamCertificateContext Context(X509Certificate2 own, X509Certificate2Collection all)
    {
        var others = new X509Certificate2Collection(all.Where(c => c.Thumbprint != own.Thumbprint).ToArray());
        return SslStreamCertificateContext.Create(own, others, offline: true);
    }
}
