using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
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
        var file = CertificateFile.Require($"{SipOptions.Section}:{nameof(SipOptions.CertificateFile)}", path, time, log);
        return new SipTlsOptions(new IPEndPoint(IPAddress.Parse(settings.Address), settings.TlsPort), file.Current);
    }

    /// <summary>Whom the certificate in use is for; empty without one.</summary>
    public static IReadOnlyList<string> Names(SipTlsOptions? tls) => tls is null ? [] : CertificateNames.Of(tls.Certificate().TargetCertificate);
}
