using System.Net;
using System.Security.Cryptography;
using VoiceDock.Core.Media.Ports;

namespace VoiceDock.Core.Media;

/// <summary>What a media engine is built with. The defaults are the product's.</summary>
public sealed record MediaOptions
{
    /// <summary>The local address every media socket is bound to. An IPv6 "any" address takes IPv4 too.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Any;

    /// <summary>The first port that may be used, 1024-65534. RTP takes even ports, RTCP the odd one above.</summary>
    public int FirstPort { get; init; } = 20000;

    /// <summary>The last port that may be used, 1025-65535. Keep the range outside the kernel's ephemeral ports (32768-60999).</summary>
    public int LastPort { get; init; } = 29999;

    /// <summary>
    /// Sockets that may be open, two for each leg; ports beyond are never opened and calls that would need them are refused. The default is less than three
    /// quarters of the open files of the process: the others are for everything else.
    /// </summary>
    public int MostSockets { get; init; } = OpenFiles.Share(OpenFiles.MediaPart);

    /// <summary>What a second engine beside the product's own may take of them.</summary>
    public static int PracticeSockets => OpenFiles.Share(0.125);

    /// <summary>Media threads; 0 = one per core.</summary>
    public int Threads { get; init; }

    /// <summary>How the media threads wait for packets.</summary>
    public MediaLoopKind Loop { get; init; }

    /// <summary>How long a returned port rests before another call may get it, so that no stale media reaches that call.</summary>
    public TimeSpan PortRest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A leg that was sent audio and received none for this long counts as one-way.</summary>
    public TimeSpan OneWayAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A latched source that is silent for this long may be replaced by another candidate (security: T11).</summary>
    public TimeSpan RelatchAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The minimum time between two RTCP reports of a leg (RFC 3550 6.2); real ones are spread around it.</summary>
    public TimeSpan RtcpInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gives numbers from 0 to 1. Called on the media threads.</summary>
    public Func<double> Chance { get; init; } = () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    /// <summary>Ages without RTP and RTCP at which <see cref="IMediaLegEvents.OnSilent"/> is raised, ascending.</summary>
    public IReadOnlyList<TimeSpan> SilenceThresholds { get; init; } =
        [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)];
}
