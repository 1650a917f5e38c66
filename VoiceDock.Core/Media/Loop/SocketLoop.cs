using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Core.Media.Loop;

/// <summary>A media thread on any system: one select over the sockets of .NET. It does what <see cref="EpollLoop"/> does, for more CPU.</summary>
internal sealed class SocketLoop : MediaLoop
{
    private const int BufferSize = 2048;
    private static readonly byte[] Rouse = [1];
    private static readonly long TickLength = Stopwatch.Frequency * TickMs / 1000;

    private readonly Socket _wake;

    // One longer than what we relay, so that a datagram cut off by it shows.
    private readonly byte[] _buffer = new byte[BufferSize + 1];
    private readonly SocketAddress _from = new(AddressFamily.InterNetworkV6);
    private readonly SocketAddress _toIpv4 = new(AddressFamily.InterNetwork);
    private readonly SocketAddress _toIpv6 = new(AddressFamily.InterNetworkV6);
    private readonly Dictionary<Socket, (LegCore? Leg, bool IsRtcp)> _watched = [];
    private readonly List<Socket> _ready = [];
    private long _nextTick;
    private bool _isTicking;

    public SocketLoop(string name, ILogger logger)
        : base(name, logger)
    {
        // Connected to itself it hears nobody else.
        _wake = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _wake.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wake.Connect(_wake.LocalEndPoint!);
        _watched.Add(_wake, default);
    }

    public override bool Send(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet) => Send(from.Rtp, to, packet);

    public override bool SendRtcp(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet) => Send(from.Rtcp, to, packet);

    public override void Dispose() => _wake.Dispose();

    protected override void Prepare()
    {
    }

    protected override void RunOnce()
    {
        _ready.Clear();
        foreach (var (socket, _) in _watched) _ready.Add(socket);
        Socket.Select(_ready, null, null, Wait());
        RunCommands();
        foreach (var socket in _ready)
        {
            try
            {
                // Not watched any more when a command of this round has closed the leg.
                if (_watched.TryGetValue(socket, out var watched)) Receive(socket, watched.Leg, watched.IsRtcp);
            }
            catch (Exception e)
            {
                Logger.LogError(e, "A media packet failed");
            }
        }

        TickIfDue();
    }

    protected override void Wake() => _wake.Send(Rouse);

    protected override void Watch(LegCore leg)
    {
        _watched.Add(leg.Ports.Rtp, (leg, false));
        _watched.Add(leg.Ports.Rtcp, (leg, true));
    }

    protected override void Unwatch(LegCore leg)
    {
        _watched.Remove(leg.Ports.Rtp);
        _watched.Remove(leg.Ports.Rtcp);
    }

    protected override void SetTicking(bool on) => (_isTicking, _nextTick) = (on, Stopwatch.GetTimestamp() + TickLength);

    // Whole milliseconds, upwards: select would round a rest down to nothing and spin.
    private int Wait()
    {
        if (!_isTicking) return -1;
        var milliseconds = (_nextTick - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency;
        return (int)Math.Clamp(milliseconds + 1, 0, TickMs) * 1000;
    }

    private void TickIfDue()
    {
        var now = Stopwatch.GetTimestamp();
        if (!_isTicking || now < _nextTick) return;
        var expirations = ((now - _nextTick) / TickLength) + 1;
        _nextTick += expirations * TickLength;
        try
        {
            Tick(expirations);
        }
        catch (Exception e)
        {
            Logger.LogError(e, "A media tick failed");
        }
    }

    private void Receive(Socket socket, LegCore? leg, bool isRtcp)
    {
        int length;
        try
        {
            _from.Size = MediaAddress.MaxSockAddr;
            length = socket.ReceiveFrom(_buffer, SocketFlags.None, _from);
        }
        catch (SocketException)
        {
            // Nothing there after all, too long, or an ICMP error that some systems tell here: the next packet is not concerned.
            return;
        }

        if (leg is null || length is 0 or > BufferSize || !MediaAddress.TryRead(_from, out var from)) return;
        var packet = _buffer.AsSpan(0, length);
        if (isRtcp) leg.OnRtcp(packet, from);
        else leg.OnRtp(packet, from);
    }

    private bool Send(Socket socket, in MediaAddress to, ReadOnlySpan<byte> packet)
    {
        var address = socket.AddressFamily == AddressFamily.InterNetworkV6 ? _toIpv6 : _toIpv4;
        if (!to.TryWrite(address)) return false;
        try
        {
            return socket.SendTo(packet, SocketFlags.None, address) == packet.Length;
        }
        catch (SocketException)
        {
            // The caller counts it as a packet the kernel refused.
            return false;
        }
    }
}
