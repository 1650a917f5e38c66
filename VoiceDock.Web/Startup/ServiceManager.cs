using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Web.Startup;

/// <summary>Tells systemd how the program stands (sd_notify: one datagram to the socket it named), where it was started by it.</summary>
/// <param name="socket">Value of NOTIFY_SOCKET: a path, or a name in the abstract space after an @; null: nobody is told.</param>
public sealed class ServiceManager(string? socket, ILogger<ServiceManager> logger)
{
    public const string Variable = "NOTIFY_SOCKET";

    /// <param name="state">Such as <c>READY=1</c>.</param>
    public void Tell(string state)
    {
        if (string.IsNullOrEmpty(socket))
            return;
        try
        {
            using var sender = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            sender.Connect(new UnixDomainSocketEndPoint(socket[0] == '@' ? "\0" + socket[1..] : socket));
            sender.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            logger.LogWarning(fault, "The service manager could not be told {State} over {Socket}", state, socket);
        }
    }
}
