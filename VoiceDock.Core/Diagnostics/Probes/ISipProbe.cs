using System.Net;

namespace VoiceDock.Core.Diagnostics.Probes;

/// <summary>Port: single SIP messages to a subject's addresses, from where calls leave. Failures of the peer are answers, not exceptions. Thread-safe.</summary>
public interface ISipProbe
{
    /// <summary>Opens a connection of its own and closes it: TCP, or the TLS handshake. Not for UDP.</summary>
    Task<ConnectAnswer> ConnectAsync(DoctorSubject subject, IPEndPoint target, TimeSpan patience, CancellationToken ct);

    /// <summary>OPTIONS to the host itself.</summary>
    /// <param name="withCredentials">Answers a challenge.</param>
    Task<ProbeAnswer> OptionsAsync(DoctorSubject subject, IPEndPoint target, bool withCredentials, TimeSpan patience, CancellationToken ct);

    /// <summary>REGISTER without Contact: asks for the account's bindings and changes none (RFC 3261 section 10.2.3). Answers a challenge once.</summary>
    Task<ProbeAnswer> AskBindingsAsync(DoctorSubject subject, IPEndPoint target, TimeSpan patience, CancellationToken ct);

    /// <summary>The signalling address and port our messages to this target name as ours.</summary>
    IPEndPoint OurAddress(DoctorSubject subject, IPEndPoint target);

    /// <summary>Where the subject's PBX has registered with us from, the latest first; empty when it has not.</summary>
    IReadOnlyList<IPEndPoint> RegisteredFrom(DoctorSubject subject);
}
