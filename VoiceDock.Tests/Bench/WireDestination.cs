using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>The phone system transfers go to: raw UDP, every packet with the kernel's stamp. What it does with a call is told through <see cref="WireLeg"/>.</summary>
internal sealed class WireDestination : IDisposable
{
    private readonly Socket _socket = KernelStamp.NewSocket();
    private readonly Channel<WireLeg> _calls = Channel.CreateBounded<WireLeg>(1_000);
    private readonly Dictionary<string, WireLeg> _legs = [];

    public WireDestination() => WireReader.Start(_socket, Take);

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>The next call; nothing was answered yet.</summary>
    public async Task<WireLeg> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _calls.Reader.ReadAsync(limit.Token);
    }

    public void Dispose()
    {
        _socket.Dispose();
        foreach (var leg in _legs.Values)
            leg.Dispose();
    }

    // One reader; a repeated INVITE finds its leg and is left to the answer that is on its way.
    private void Take(byte[] packet, DateTime at, IPEndPoint from)
    {
        var message = new WireMessage(Encoding.UTF8.GetString(packet), from);
        if (message.IsResponse || message.Method == "ACK")
            return;
        var callId = message.Header("Call-ID");
        if (message.Method == "INVITE")
        {
            var leg = new WireLeg(_socket, message, at);
            if (_legs.TryAdd(callId, leg))
                Assert.True(_calls.Writer.TryWrite(leg));
            else
                leg.Dispose();
            return;
        }
        _socket.SendTo(Encoding.UTF8.GetBytes(message.Answer("200 OK", "uas")), from);
        if (_legs.TryGetValue(callId, out var known))
            known.Over(message.Method, at);
    }
}
