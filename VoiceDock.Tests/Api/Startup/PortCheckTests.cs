using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Startup;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>A port another program holds is named in one sentence, with the setting that helps.</summary>
[Trait("Kind", "Api")]
public sealed class PortCheckTests
{
    [Theory]
    [InlineData(SocketType.Dgram, ProtocolType.Udp, "Sip:Port", "udp")]
    [InlineData(SocketType.Stream, ProtocolType.Tcp, "Sip:Port", "tcp")]
    [InlineData(SocketType.Stream, ProtocolType.Tcp, "Sip:TlsPort", "tls")]
    public void BusyPort_IsNamed(SocketType type, ProtocolType protocol, string setting, string transport)
    {
        using var holder = new Socket(AddressFamily.InterNetwork, type, protocol);
        holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (type == SocketType.Stream) holder.Listen();
        var port = ((IPEndPoint)holder.LocalEndPoint!).Port;

        var refusal = Assert.Throws<StartupException>(() => PortCheck.Require(Settings(setting, port)));

        Assert.Equal($"SIP cannot be received on {transport} 127.0.0.1:{port}: AddressAlreadyInUse. Stop the other program, or set {setting} to another port.", refusal.Message);
    }

    [Fact]
    public void BusyTlsPort_DoesNotMatterWithoutACertificate()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        PortCheck.Require(Settings("Sip:TlsPort", ((IPEndPoint)holder.LocalEndpoint).Port, certificate: null));
    }

    private static IConfiguration Settings(string setting, int port, string? certificate = "sip.pem") => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Sip:Address"] = "127.0.0.1",
        ["Sip:Port"] = $"{FreePort.Tcp()}",
        ["Sip:CertificateFile"] = certificate,
        [setting] = $"{port}",
    }).Build();
}
