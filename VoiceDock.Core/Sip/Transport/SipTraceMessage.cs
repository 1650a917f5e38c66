using System.Net;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>One message that went over the wire, in or out, with every secret already masked as <c>***</c>.</summary>
public sealed record SipTraceMessage
{
    /// <summary>When it was sent or received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True when we sent it.</summary>
    public required bool Sent { get; init; }

    /// <summary>True for a repetition of a message that went over the wire before.</summary>
    public required bool Retransmission { get; init; }

    /// <summary>Our address.</summary>
    public required IPEndPoint Local { get; init; }

    /// <summary>What carried it.</summary>
    public required SipTransportKind Transport { get; init; }

    /// <summary>The other side's address.</summary>
    public required IPEndPoint Remote { get; init; }

    /// <summary>The Call-ID, empty when the message had none.</summary>
    public required string CallId { get; init; }

    /// <summary>The start line, cleaned of control characters: <c>INVITE sip:200@pbx</c>, <c>180 Ringing</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole message with secrets masked.</summary>
    public required string Text { get; init; }
}
