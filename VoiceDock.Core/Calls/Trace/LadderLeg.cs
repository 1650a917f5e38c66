namespace VoiceDock.Core.Calls.Trace;

/// <summary>One leg of a ladder, as its first message shows it.</summary>
/// <param name="Name">As in <see cref="TraceMessage.Leg"/>.</param>
/// <param name="Local">Our address and port.</param>
/// <param name="Remote">The far end's address and port.</param>
/// <param name="Transport">udp, tcp or tls.</param>
public sealed record LadderLeg(string Name, string Local, string Remote, string Transport, string SipCallId)
{
    /// <summary>Name of the caller's leg.</summary>
    public const string Caller = "caller";
}
