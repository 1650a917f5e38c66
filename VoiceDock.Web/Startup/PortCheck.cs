using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Startup;

/// <summary>Tries the ports before the data folder is touched, so that a busy one leaves no trace. Each is given free again at once.</summary>
public static class PortCheck
{
    /// <exception cref="StartupException">A port is taken, not allowed, or not an address of this machine; or an address is no address.</exception>
    public static void Require(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (EndPointOf(url) is { Port: not 0 } endPoint)
            {
                TryListen(url, endPoint);
            }
        }

        RequireSip(configuration);
    }

    /// <summary>The ports SIP is received on. The demo takes another one by itself.</summary>
    private static void RequireSip(IConfiguration configuration)
    {
        if (RunMode.From(configuration).Demo || !IPAddress.TryParse(configuration["Sip:Address"] ?? "0.0.0.0", out var address))
            return;
        TryBind(address, "Sip:Port", configuration.GetValue("Sip:Port", 5060), ("udp", SocketType.Dgram, ProtocolType.Udp), ("tcp", SocketType.Stream, ProtocolType.Tcp));
        if (!string.IsNullOrEmpty(configuration["Sip:CertificateFile"]))
            TryBind(address, "Sip:TlsPort", configuration.GetValue("Sip:TlsPort", 5061), ("tls", SocketType.Stream, ProtocolType.Tcp));
    }

    private static void TryBind(IPAddress address, string setting, int port, params (string Name, SocketType Type, ProtocolType Protocol)[] transports)
    {
        if (port is <= 0 or > 65535)
            return;
        foreach (var (name, type, protocol) in transports)
        {
            try
            {
                using var socket = new Socket(address.AddressFamily, type, protocol);
                socket.Bind(new IPEndPoint(address, port));
                if (type == SocketType.Stream)
                    socket.Listen();
            }
            catch (SocketException e)
            {
                throw new StartupException(
                    ExitCodes.CannotStart, $"SIP cannot be received on {name} {new IPEndPoint(address, port)}: {e.SocketErrorCode}. Stop the other program, or set {setting} to another port.", e);
            }
        }
    }

    private static IPEndPoint? EndPointOf(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe)
            {
                return null;
            }

            var ip = address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
                : IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) ? literal
                : IPAddress.IPv6Any;
            return new IPEndPoint(ip, address.Port);
        }
        catch (FormatException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The setting urls is '{url}'; allowed is an address such as {HostStart.DefaultUrl}.");
        }
    }

    private static void TryListen(string url, IPEndPoint endPoint)
    {
        try
        {
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endPoint);
            socket.Listen();
        }
        catch (SocketException e)
        {
            throw new StartupException(ExitCodes.CannotStart, Sentence(url, endPoint.Port, e.SocketErrorCode), e);
        }
    }

    private static string Sentence(string url, int port, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => $"Port {port} of {url} is used by another program; stop it, or choose another port with --urls.",
        SocketError.AccessDenied => $"This account may not listen on port {port} of {url}; choose one above 1023 with --urls.",
        SocketError.AddressNotAvailable => $"{url} is not an address of this machine; choose another one with --urls.",
        _ => $"VoiceDock cannot listen on {url}: {error}.",
    };
}
