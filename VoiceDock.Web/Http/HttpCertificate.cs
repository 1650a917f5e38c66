using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Web.Http;

/// <summary>TLS of the console itself, where no proxy does it: a certificate from files, TLS 1.2 and 1.3.</summary>
public static class HttpCertificate
{
    private const string FileKey = $"{HttpOptions.Section}:{nameof(HttpOptions.CertificateFile)}";

    /// <summary>Looks at the files before anything is changed.</summary>
    /// <exception cref="StartupException">They cannot be used, an https address has no certificate, or a certificate has no https address.</exception>
    public static void Require(IConfiguration configuration)
    {
        var options = configuration.GetSection(HttpOptions.Section).Get<HttpOptions>() ?? new HttpOptions();
        var file = options.CertificateFile;
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        // Endpoints of the section Kestrel have certificates of their own.
        var byUrls = !configuration.GetSection("Kestrel").GetChildren().Any() && string.IsNullOrEmpty(configuration["https_ports"]);
        var https = urls.Split(';').Any(u => u.Trim().StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        if (https && byUrls && string.IsNullOrEmpty(file))
            throw new StartupException(ExitCodes.CannotStart, $"The address {urls} is https, and there is no certificate; set {FileKey} to a PEM or PFX file.");
        if (string.IsNullOrEmpty(file))
            return;
        if (!https && byUrls)
            throw new StartupException(ExitCodes.CannotStart, $"{FileKey} is set, and no address is https; set one, such as --urls https://0.0.0.0:5443.");
        CertificateFile.Require(FileKey, file, TimeProvider.System, NullLogger.Instance, options.CertificateKeyFile);
    }

    /// <summary>Shows the certificate to whoever connects, a renewed one without a restart.</summary>
    public static void UseHttpCertificate(this KestrelServerOptions kestrel)
    {
        var services = kestrel.ApplicationServices;
        var options = services.GetRequiredService<IOptions<HttpOptions>>().Value;
        if (string.IsNullOrEmpty(options.CertificateFile))
            return;
        var file = CertificateFile.Require(
            FileKey, options.CertificateFile, services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HttpCertificate)), options.CertificateKeyFile);
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.ServerCertificateSelector = (_, _) => file.Current().TargetCertificate;
            // With its chain, which a certificate alone does not carry.
            https.OnAuthenticate = (_, tls) =>
            {
                tls.ServerCertificateSelectionCallback = null;
                tls.ServerCertificateContext = file.Current();
            };
        });
    }
}
