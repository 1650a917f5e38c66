using System.Security.Cryptography.X509Certificates;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>What <see cref="ConnectionTest"/> saw.</summary>
/// <param name="Problem">Why there is no connection; null when there is one.</param>
/// <param name="Detail">The problem in words, without a full stop.</param>
/// <param name="Certificate">What the other side showed, accepted or not. The receiver disposes it.</param>
/// <param name="Tls">Version and cipher of a handshake that ended well.</param>
public sealed record ConnectionReading(ConnectionProblem? Problem, string? Detail, X509Certificate2? Certificate, string? Tls);

/// <summary>Kinds of failures of <see cref="ConnectionTest"/>.</summary>
public enum ConnectionProblem
{
    /// <summary>Nothing came back in time.</summary>
    Timeout,

    /// <summary>Refused, or no route.</summary>
    Unreachable,

    /// <summary>The other side did not prove who it is, or speaks no TLS we accept.</summary>
    Tls,
}
