using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Transport;

[Trait("Kind", "Sip")]
public sealed class UdpPortTests : IDatagramReceiver
{
    private readonly Channel<string> _heard = Channel.CreateBounded<string>(1_000);

    void IDatagramReceiver.OnDatagram(ReadOnlySpan<byte> datagram, IPEndPoint source) =>
        _heard.Writer.TryWrite($"{Encoding.UTF8.GetString(datagram)} from {source}");

    void IDatagramReceiver.OnUnreachable(IPEndPoint target) => _heard.Writer.TryWrite($"nobody at {target}");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task Datagrams_GoBothWays_AndAClosedPortIsReported(string bind)
    {
        using var phone = new ScriptedPhone();
        using var port = Open(bind);
        Assert.True(port.Send("hello"u8, phone.Address));
        var hello = (await phone.TryReceiveAsync(TimeSpan.FromSeconds(5)))!;
        phone.Send("back", hello.From);
        Assert.Equal($"back from {phone.Address}", await NextAsync());

        IPEndPoint nobody;
        using (var gone = new ScriptedPhone()) nobody = gone.Address;
        Assert.True(port.Send("anybody?"u8, nobody));
        Assert.Equal($"nobody at {nobody}", await NextAsync());

        phone.Send("still here", hello.From);
        Assert.Equal($"still here from {phone.Address}", await NextAsync());
    }

    [Fact]
    public async Task Sending_AmongErrorsOfOthers_ReachesItsTarget()
    {
        using var phone = new ScriptedPhone();
        using var port = Open("127.0.0.1");
        IPEndPoint nobody;
        using (var gone = new ScriptedPhone()) nobody = gone.Address;

        for (var i = 0; i < 50; i++)
        {
            port.Send("lost"u8, nobody);
            Assert.True(port.Send(Encoding.UTF8.GetBytes($"{i}"), phone.Address));
        }

        for (var i = 0; i < 50; i++) Assert.Equal($"{i}", (await phone.TryReceiveAsync(TimeSpan.FromSeconds(5)))!.Text);
    }

    [Fact]
    public void TooLarge_IsRefusedNotThrown()
    {
        using var port = Open("127.0.0.1");

        Assert.False(port.Send(new byte[65_530], new IPEndPoint(IPAddress.Loopback, 9)));
    }

    [Fact]
    public void TakenPort_Throws()
    {
        using var port = Open("127.0.0.1");

        var taken = Assert.Throws<SocketException>(() => new UdpPort(port.LocalEndPoint, this, NullLogger.Instance));
        Assert.Equal(SocketError.AddressAlreadyInUse, taken.SocketErrorCode);
    }

    [Fact]
    public void Dispose_EndsTheBlockedReceiveAtOnce()
    {
        var port = Open("0.0.0.0");
        var started = TimeProvider.System.GetTimestamp();

        port.Dispose();

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.False(port.Send("x"u8, new IPEndPoint(IPAddress.Loopback, 9)));
    }

    private UdpPort Open(string bind)
    {
        var port = new UdpPort(new IPEndPoint(IPAddress.Parse(bind), 0), this, NullLogger.Instance);
        port.Start();
        return port;
    }

    private async Task<string> NextAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        return await _heard.Reader.ReadAsync(stop.Token);
    }
}
