using System.Net.Sockets;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Why nothing arrives at a target.</summary>
/// <param name="Detail">For the log and the screen, without a name of the trunk: <c>Nobody listens at udp 192.0.2.1:5060</c>.</param>
internal sealed record TransportFault(TransportFaultKind Kind, string Detail)
{
    /// <summary>The system reports that the port is closed or the address cannot be reached, or refuses to send.</summary>
    public static TransportFault Unreachable(SipTarget target) => new(TransportFaultKind.Unreachable, $"Nobody listens at {target}");

    /// <summary>A connection could not be made, or ended.</summary>
    public static TransportFault For(SipTarget target, Exception error, bool established) => error switch
    {
        _ when established => new(TransportFaultKind.Broken, $"The connection to {target} broke"),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.ConnectionReset } => Unreachable(target),
        SocketException { SocketErrorCode: SocketError.TimedOut } => new(TransportFaultKind.Timeout, $"{target} does not answer"),
        SocketException e => new(TransportFaultKind.Unreachable, $"No connection to {target}: {e.SocketErrorCode}"),
        _ => new(TransportFaultKind.Unreachable, $"No connection to {target}"),
    };
}
