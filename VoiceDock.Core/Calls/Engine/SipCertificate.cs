using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Our own certificate for SIP, from the settings.</summary>
internal static class SipCertificate
{
    /// <summary>How TLS is accepted; null without a certificate.</summary>
    /// <exception cref="StartupException">The file cannot be used; one sentence says why.</exception>
    public static SipTlsOptions? Listener(SipOptions settings, TimeProvider time, ILogger log)
    {
        if (settings.CertificateFile is not { Length: > 0 } path)
            return null;
        try
        {
            var file = new CertificateFile(path, time, log);
            return new SipTlsOptions(new IPEndPoint(IPAddress.Parse(settings.Address), settings.TlsPort), file.Current);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupException(ExitCodes.CannotStart,
                $"The certificate Sip:CertificateFile = {path} cannot be used: {Words(fault)}. Give a PEM file with certificate and private key, or a PFX file without a password.");
        }
    }

    /// <summary>Whom the certificate in use is for; empty without one.</summary>
    public static IReadOnlyList<string> Names(SipTlsOptions? tls) => tls is null ? [] : CertificateNames.Of(tls.Certificate().TargetCertificate);

    private static string Words(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "the file is not there",
        UnauthorizedAccessException => "this user may not read it",
        _ => fault.Message.TrimEnd('.'),
    };
}
