using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>A raw UDP answering side that stamps, in ticks of <see cref="Stopwatch"/>, when each INVITE came, when its 200 left, and when the first RTP came after it.</summary>
public sealed class StampingUas : IDisposable
{
    private readonly Socket _sip = Bound();
    private readonly Socket _rtp = Bound();
    private readonly BlockingCollection<long> _invites = [];
    private readonly BlockingCollection<double> _firstPackets = [];
    private long _answered;

    public StampingUas()
    {
        new Thread(ServeSip) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
        new Thread(ServeRtp) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
    }

    public int Port => PortOf(_sip);

    /// <summary>The stamp of the next INVITE.</summary>
    public long TakeInvite() => _invites.TryTake(out var stamp, 10_000) ? stamp : throw new TimeoutException("No INVITE came.");

    /// <summary>Milliseconds from the next 200 to its first RTP packet.</summary>
    public double TakeFirstPacket() => _firstPackets.TryTake(out var ms, 10_000) ? ms : throw new TimeoutException("No RTP came.");

    public void Dispose()
    {
        _sip.Dispose();
        _rtp.Dispose();
    }

    private void ServeSip()
    {
        var buffer = new byte[65_536];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (Receive(_sip, buffer, ref from) is > 0 and var length)
        {
            var stamp = Stopwatch.GetTimestamp();
            var message = new WireMessage(Encoding.UTF8.GetString(buffer, 0, length), (IPEndPoint)from);
            if (message.IsResponse || message.Method == "ACK")
                continue;
            var isInvite = message.Method == "INVITE";
            if (isInvite)
                _invites.Add(stamp);
            var headers = isInvite ? $"Contact: <sip:uas@127.0.0.1:{Port}>" : "";
            var answer = Encoding.UTF8.GetBytes(message.Answer("200 OK", "uas", headers, isInvite ? Sdp() : ""));
            if (isInvite)
                Volatile.Write(ref _answered, Stopwatch.GetTimestamp());
            _sip.SendTo(answer, from);
        }
    }

    private void ServeRtp()
    {
        var buffer = new byte[2_048];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (Receive(_rtp, buffer, ref from) > 0)
        {
            var answered = Interlocked.Exchange(ref _answered, 0);
            if (answered != 0)
                _firstPackets.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds);
        }
    }

    private string Sdp() => $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {PortOf(_rtp)} RTP/AVP 8 0\r\n";

    private static int Receive(Socket socket, byte[] buffer, ref EndPoint from)
    {
        try
        {
            return socket.ReceiveFrom(buffer, ref from);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
