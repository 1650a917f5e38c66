using System.Net;
using System.Net.Security;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>How TLS is accepted.</summary>
/// <param name="Bind">TCP address to bind; port 0 lets the system choose.</param>
/// <param name="Certificate">Our certificate with its chain, asked for at every handshake, so that a renewed one is used at once. Must not block.</param>
public sealed record SipTlsOptions(IPEndPoint Bind, Func<SslStreamCertificateContext> Certificate);
