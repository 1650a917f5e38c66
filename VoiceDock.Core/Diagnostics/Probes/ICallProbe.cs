using System.Net;

namespace VoiceDock.Core.Diagnostics.Probes;

/// <summary>Port: calls of the doctor, from where calls leave, and what can be said of our audio without one. Thread-safe.</summary>
public interface ICallProbe
{
    /// <summary>The session description a call would offer, keys masked. Nothing is sent.</summary>
    string Offer(DoctorSubject subject, IPEndPoint target);

    /// <summary>Places one call and ends it as soon as <paramref name="call"/> has what it wants. Every leg is gone when this returns.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the call is ended.</exception>
    Task<CallAnswer> CallAsync(DoctorSubject subject, IPEndPoint target, ProbeCall call, CancellationToken ct);

    /// <summary>Our audio ports as they are now.</summary>
    AudioPorts Ports();
}

/// <summary>How far a call of the doctor goes.</summary>
public enum CallDepth
{
    /// <summary>Until the first sign of ringing; an answer is ended at once.</summary>
    Ring,

    /// <summary>Until it was answered and audio was measured.</summary>
    Tone,
}

/// <summary>A call to place.</summary>
/// <param name="Dialled">User part of the Request-URI, after the number rule.</param>
/// <param name="Caller">Who is shown as calling, E.164; null: nobody.</param>
/// <param name="IsPlain">Optional encryption was refused before: none is offered.</param>
public sealed record ProbeCall(string Dialled, string? Caller, CallDepth Depth, bool IsPlain = false);

/// <summary>Our audio ports.</summary>
/// <param name="Free">Pairs no call uses now.</param>
/// <param name="Pairs">All pairs of the range.</param>
/// <param name="EphemeralFirst">First port the system gives to outgoing connections; 0 where it is not known.</param>
/// <param name="EphemeralLast">The last one.</param>
public sealed record AudioPorts(int First, int Last, int Free, int Pairs, int EphemeralFirst, int EphemeralLast)
{
    /// <summary>The system may give one of them to somebody else at any time.</summary>
    public bool OverlapsEphemeral => EphemeralFirst > 0 && First <= EphemeralLast && Last >= EphemeralFirst;
}
