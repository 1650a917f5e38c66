using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using VoiceDock.Core.Media;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

/// <summary>A stranger sprays every port of the range with plausible RTP and RTCP from before the call on (security: T11).</summary>
[Trait("Kind", "Unit")]
public class StrangerTests : LoopTests
{
    [Fact]
    public async Task Spray_OverTheWholeRange_ChangesNoByteOfAudioAndGetsNoPacket()
    {
        var options = MediaBench.Options(pairs: 40);
        await using var bench = Bench(options with { RtcpInterval = TimeSpan.FromMilliseconds(100) });
        using RtpPeer a = new(), b = new();
        using var spray = new Spray("127.0.0.66", options, a.Ssrc);
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        using var sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var received = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            var payload = new byte[160];
            random.NextBytes(payload);
            Exchange(a, legA, b, payload);
            Exchange(b, legB, a, payload);
            sent.AppendData(payload);
        }

        MediaBench.Until(() => legA.ReadStats().DiscardedStrangers > 100 && legB.ReadStats().DiscardedStrangers > 100, "the spray reached both legs");
        Assert.Equal(sent.GetCurrentHash(), received.GetCurrentHash());
        Assert.Equal((a.EndPoint, b.EndPoint), (legA.ReadStats().LatchedAddress, legB.ReadStats().LatchedAddress));
        MediaBench.Until(() => legA.ReadStats().RtcpOut > 0 && legB.ReadStats().RtcpOut > 0, "reports were sent");
        Assert.False(spray.GotAnything);
        Assert.InRange(spray.Rounds, 3, int.MaxValue);

        void Exchange(RtpPeer from, MediaLeg leg, RtpPeer to, byte[] payload)
        {
            from.Send(leg, payload);
            var got = to.Receive().Payload;
            Assert.Equal(payload, got);
            if (from == a) received.AppendData(got);
        }
    }

    /// <summary>A thread that sends to every port, RTP with the caller's own SSRC among it, until it is disposed.</summary>
    private sealed class Spray : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Thread _thread;
        private readonly ManualResetEventSlim _begun = new();
        private volatile bool _over;
        private int _rounds;

        public Spray(string from, MediaOptions options, uint knownSsrc)
        {
            _socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            _thread = new Thread(() => Run(options, knownSsrc)) { IsBackground = true };
            _thread.Start();
            Assert.True(_begun.Wait(5000), "the spray has begun");
        }

        public int Rounds => Volatile.Read(ref _rounds);

        public bool GotAnything => _socket.Available > 0;

        public void Dispose()
        {
            _over = true;
            _thread.Join();
            _socket.Dispose();
            _begun.Dispose();
        }

        private void Run(MediaOptions options, uint knownSsrc)
        {
            byte[] report = [0x80, 201, 0, 1, (byte)(knownSsrc >> 24), (byte)(knownSsrc >> 16), (byte)(knownSsrc >> 8), (byte)knownSsrc];
            for (ushort sequence = 0; !_over; sequence++)
            {
                for (var port = options.FirstPort; port <= options.LastPort; port++)
                {
                    var target = new IPEndPoint(IPAddress.Loopback, port);
                    if ((port & 1) == 0) _socket.SendTo(RtpPacket.Make(0, sequence, sequence * 160u, sequence % 3 == 0 ? knownSsrc : 66, RtpPeer.Filled(0x66)), target);
                    else _socket.SendTo(report, target);
                }

                Interlocked.Increment(ref _rounds);
                _begun.Set();
            }
        }
    }
}
