using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Media;
using VoiceDock.Tests.Media;

namespace VoiceDock.Tests.Bench;

/// <summary>Bridged G.711 calls over loopback at 50 packets a second and leg: loss, CPU of the media threads, added latency.</summary>
/// <remarks>One thread sends for all far ends, one receives. Its figures are those of a machine that also carries this generator.</remarks>
public sealed class MediaLoad : IDisposable
{
    private const int FrameMs = 20;

    // Far ends do not send in step: each has its place among ten in every 20 ms.
    private const int Slices = 10;

    // Shorter is RTCP for the neighbour: these far ends have no port above their own.
    private const int PacketSize = 172;

    private readonly Socket[] _peers;
    private readonly IPEndPoint[] _targets;
    private readonly List<MediaCall> _calls = [];
    private readonly List<double> _latencies = [];
    private volatile bool _done;
    private long _received;

    public MediaLoad(MediaEngine engine, int calls)
    {
        _peers = [.. Enumerable.Range(0, calls * 2).Select(_ => NewPeer())];
        _targets = new IPEndPoint[_peers.Length];
        for (var i = 0; i < calls; i++)
        {
            var call = engine.OpenCall();
            _calls.Add(call);
            call.Bridge(Leg(call, i * 2), Leg(call, (i * 2) + 1));
        }
    }

    public MediaLoadResult Run(TimeSpan length)
    {
        var receiver = new Thread(Receive) { IsBackground = true };
        receiver.Start();
        var cpuBefore = MediaCpu();
        var began = Stopwatch.GetTimestamp();
        var slices = (int)(length.TotalMilliseconds / FrameMs) * Slices;
        for (var slice = 0; slice < slices; slice++)
        {
            var wait = TimeSpan.FromMilliseconds((double)slice * FrameMs / Slices) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) Thread.Sleep(wait);
            SendSlice(slice / Slices, slice % Slices);
        }

        var sent = (long)(slices / Slices) * _peers.Length;
        SpinWait.SpinUntil(() => Volatile.Read(ref _received) >= sent, 1000);
        var cpu = MediaCpu() - cpuBefore;
        var elapsed = Stopwatch.GetElapsedTime(began);
        _done = true;
        receiver.Join();
        _latencies.Sort();
        return new MediaLoadResult(
            sent,
            _received,
            cpu.TotalSeconds / elapsed.TotalSeconds * 100 * 100 / _calls.Count,
            cpu.TotalMicroseconds / sent,
            _latencies.Count > 0 ? _latencies[_latencies.Count / 2] : 0,
            _latencies.Count > 0 ? _latencies[(int)(_latencies.Count * 0.99)] : 0);
    }

    public void Dispose()
    {
        _done = true;
        foreach (var call in _calls) call.Dispose();
        foreach (var peer in _peers) peer.Dispose();
    }

    /// <summary>CPU time of all threads named "Media N", as the scheduler counts it.</summary>
    private static TimeSpan MediaCpu()
    {
        var nanoseconds = 0L;
        foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (!File.ReadAllText(Path.Combine(task, "comm")).StartsWith("Media ", StringComparison.Ordinal)) continue;
            nanoseconds += long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
    }

    private static Socket NewPeer()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20, Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private MediaLeg Leg(MediaCall call, int peer)
    {
        var leg = call.OpenLeg(new LegRecorder());
        _targets[peer] = new IPEndPoint(IPAddress.Loopback, leg.LocalPort);
        leg.Arm(new RemoteMedia((IPEndPoint)_peers[peer].LocalEndPoint!, AudioCodec.Pcmu, 0, 101, [], null, Latch: true, Send: true, Receive: true));
        return leg;
    }

    // The time of sending travels in the payload; PCMU to PCMU leaves it as it is.
    private void SendSlice(int frame, int slice)
    {
        var packet = RtpPacket.Make(0, (ushort)frame, (uint)(frame * 160), 77, new byte[160]);
        for (var i = slice; i < _peers.Length; i += Slices)
        {
            BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(12), Stopwatch.GetTimestamp());
            _peers[i].SendTo(packet, _targets[i]);
        }
    }

    private void Receive()
    {
        var buffer = new byte[2048];
        while (!_done)
        {
            var ready = new List<Socket>(_peers);
            Socket.Select(ready, null, null, 100_000);
            foreach (var peer in ready)
            {
                if (peer.Receive(buffer, SocketFlags.None, out var problem) < PacketSize || problem != SocketError.Success) continue;
                _latencies.Add(Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(12))).TotalMicroseconds);
                Interlocked.Increment(ref _received);
            }
        }
    }
}
