using System.Net;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>What <see cref="SipTransport"/> needs to know; the agent's options fill it.</summary>
internal sealed record SipTransportOptions
{
    public required IPEndPoint Bind { get; init; }

    public required Func<SipTarget, SipSourceVerdict> Judge { get; init; }

    /// <summary>Whether a REGISTER of somebody who is no peer is heard.</summary>
    public Func<SipTarget, bool> MayRegister { get; init; } = _ => false;

    public required Action<SipTarget, string> UnknownSource { get; init; }

    /// <summary>Looks at what arrives before it is parsed; null: nobody ever does.</summary>
    public ArrivalWatch? Arrivals { get; init; }

    public Func<IPAddress, IPAddress?>? AdvertisedFor { get; init; }

    public bool ListensTcp { get; init; } = true;

    public SipTlsOptions? Tls { get; init; }

    public SipConnectionLimits Connections { get; init; } = new();

    public SipSourceLimits Limits { get; init; } = new();

    public int MaxMessageBytes { get; init; } = 65_535;

    public int Lanes { get; init; } = 2;

    public int LaneCapacity { get; init; } = 4_096;
}
