using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Media;

namespace VoiceDock.Bench.Relay;

/// <summary>The subject's process: the product's media engine with one media thread, and bridges on demand, until stdin ends.</summary>
/// <remarks>Reads <c>legs COUNT p…</c>, the far ends' ports, two a call; answers <c>ports p…</c>, its own ports in the same order.</remarks>
internal static class RelayHost
{
    private const int PayloadTypePcmu = 0;

    public static async Task RunAsync()
    {
        var options = new MediaOptions { Bind = IPAddress.Loopback, Threads = 1 };
        await using var engine = new MediaEngine(options, TimeProvider.System, NullLogger<MediaEngine>.Instance);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var far = line.Split(' ').Skip(2).Select(int.Parse).ToArray();
            var own = far.Chunk(2).SelectMany(pair => Bridge(engine, pair[0], pair[1]));
            Console.WriteLine($"ports {string.Join(' ', own)}");
        }
    }

    private static int[] Bridge(MediaEngine engine, int one, int other)
    {
        var call = engine.OpenCall();
        MediaLeg a = Leg(call, one), b = Leg(call, other);
        call.Bridge(a, b);
        return [a.LocalPort, b.LocalPort];
    }

    private static MediaLeg Leg(MediaCall call, int farPort)
    {
        var leg = call.OpenLeg(NobodyListens.Instance);
        var far = new IPEndPoint(IPAddress.Loopback, farPort);
        leg.Arm(new RemoteMedia(far, AudioCodec.Pcmu, PayloadTypePcmu, null, [], null, Latch: true, Send: true, Receive: true));
        return leg;
    }

    private sealed class NobodyListens : IMediaLegEvents
    {
        public static readonly NobodyListens Instance = new();

        public void OnFirstPacket(MediaLeg leg)
        {
        }

        public void OnDigit(MediaLeg leg, char key)
        {
        }

        public void OnSilent(MediaLeg leg, TimeSpan age)
        {
        }

        public void OnAudible(MediaLeg leg)
        {
        }
    }
}
