using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>
/// A certificate of ours with key and chain from a file (PEM, or PFX without a password), the key from a second file where there is one. The files are
/// looked at again at most once a second when a connection asks; what cannot be read then leaves the last good certificate in place. Thread-safe.
/// </summary>
public sealed class CertificateFile
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string? _keyPath;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private SslStreamCertificateContext _current;
    private (DateTime, DateTime) _written;
    private long _looked;

    /// <param name="keyPath">PEM file of the private key; null: it is in the first file.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">They hold no certificate with its private key.</exception>
    public CertificateFile(string path, TimeProvider time, ILogger logger, string? keyPath = null)
    {
        (_path, _keyPath, _time, _logger, _looked) = (path, keyPath, time, logger, time.GetTimestamp());
        _written = Written();
        _current = Load();
    }

    /// <summary>The same for a file that a setting names.</summary>
    /// <exception cref="StartupException">The file cannot be used; one sentence says why.</exception>
    public static CertificateFile Require(string setting, string path, TimeProvider time, ILogger logger, string? keyPath = null)
    {
        try
        {
            return new CertificateFile(path, time, logger, keyPath);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartupException(ExitCodes.CannotStart,
                $"The certificate {setting} = {path} cannot be used: {Words(fault)}. Give a PEM file with certificate and private key, or a PFX file without a password.");
        }
    }

    /// <summary>The certificate to show now.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_looked) < LookEvery) return _current;
            _looked = _time.GetTimestamp();
            var written = Written();
            if (written != _written) Reload(written);
            return _current;
        }
    }

    private void Reload((DateTime, DateTime) written)
    {
        _written = written;
        try
        {
            _current = Load();
            _logger.LogInformation("The certificate was read again from {File}; it is valid until {Until:yyyy-MM-dd}", _path, _current.TargetCertificate.NotAfter);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            _logger.LogError(e, "The changed certificate {File} cannot be used; the one before stays in use", _path);
        }
    }

    private (DateTime, DateTime) Written() => (File.GetLastWriteTimeUtc(_path), _keyPath is null ? default : File.GetLastWriteTimeUtc(_keyPath));

    private SslStreamCertificateContext Load()
    {
        var all = new X509Certificate2Collection();
        var text = File.ReadAllText(_path);
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            all = X509CertificateLoader.LoadPkcs12CollectionFromFile(_path, null);
            return Context(all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("It holds no private key."), all);
        }

        all.ImportFromPem(text);
        if (all.Count == 0) throw new CryptographicException("It holds no certificate.");
        return Context(X509Certificate2.CreateFromPem(text, _keyPath is null ? text : File.ReadAllText(_keyPath)), all);
    }

    private static SslStreamCertificateContext Context(X509Certificate2 own, X509Certificate2Collection all)
    {
        var others = new X509Certificate2Collection(all.Where(c => c.Thumbprint != own.Thumbprint).ToArray());
        return SslStreamCertificateContext.Create(own, others, offline: true);
    }

    private static string Words(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "the file is not there",
        UnauthorizedAccessException => "this user may not read it",
        _ => fault.Message.TrimEnd('.'),
    };
}
