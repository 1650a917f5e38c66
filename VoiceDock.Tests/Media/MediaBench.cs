using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Media;

namespace VoiceDock.Tests.Media;

/// <summary>An engine on loopback with ports of its own, and a call on it.</summary>
internal sealed class MediaBench : IAsyncDisposable
{
    public MediaBench(MediaOptions? options = null, TimeProvider? time = null)
    {
        Engine = new MediaEngine(options ?? Options(), time ?? TimeProvider.System, NullLogger<MediaEngine>.Instance);
        Call = Engine.OpenCall();
    }

    public MediaEngine Engine { get; }

    public MediaCall Call { get; }

    /// <summary>Options whose range begins at a free place. Other tests may share the range: taken ports are skipped.</summary>
    public static MediaOptions Options(int pairs = 600, string bind = "127.0.0.1")
    {
        var first = FreeRange(pairs * 2);
        return new MediaOptions { Bind = IPAddress.Parse(bind), FirstPort = first, LastPort = first + (pairs * 2) - 1, Threads = 1 };
    }

    public MediaLeg Leg(RtpPeer peer, AudioCodec codec = AudioCodec.Pcmu, IMediaLegEvents? events = null)
    {
        var leg = Call.OpenLeg(events ?? new LegRecorder());
        leg.Arm(peer.Remote(codec));

        // Commands take effect on the media thread: tests that move time by hand must not move it before.
        Until(() => leg.ReadStats().SendingTo is not null, "the leg is armed");
        return leg;
    }

    public async ValueTask DisposeAsync()
    {
        Call.Dispose();
        await Engine.DisposeAsync();
    }

    /// <summary>Waits until a claim about what other threads do has come true.</summary>
    public static void Until(Func<bool> claim, string what)
    {
        if (!SpinWait.SpinUntil(claim, TimeSpan.FromSeconds(5))) throw new TimeoutException($"Not within 5 s: {what}.");
    }

    private static int FreeRange(int ports)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var first = 10_000 + (Random.Shared.Next(0, (22_000 - ports) / 2) * 2);
            if (Enumerable.Range(first, Math.Min(ports, 128)).All(IsFree)) return first;
        }

        throw new InvalidOperationException("No free port range was found.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
