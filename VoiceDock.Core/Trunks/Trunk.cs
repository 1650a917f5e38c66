using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// A SIP connection to a PBX or provider. Read-only outside the core: changes go through <see cref="TrunkStore"/>, and the
/// objects handed out by it and by <see cref="TrunkDirectory"/> are never changed afterwards. The password is not in here.
/// </summary>
public sealed class Trunk
{
    /// <summary>Port when none is given and no SRV record says otherwise; TLS has <see cref="DefaultTlsPort"/>.</summary>
    public const int DefaultPort = 5060;

    /// <summary>The same for TLS (RFC 3261 19.1.2).</summary>
    public const int DefaultTlsPort = 5061;

    public Guid Id { get; internal set; }
    public string Name { get; internal set; } = "";

    /// <summary>Lower-case A-label name, IPv4, or IPv6 without brackets.</summary>
    public string Host { get; internal set; } = "";

    /// <summary>As given; null when the trunk leaves it open.</summary>
    public int? Port { get; internal set; }

    public int EffectivePort => Port ?? DefaultPortOf(Transport);
    public TrunkTransport Transport { get; internal set; }

    /// <summary>PEM certificates of the only authorities whose word counts for this trunk over TLS; null: the system's.</summary>
    public string? TlsCaPem { get; internal set; }

    /// <summary>Preset slug, or other text that is treated as <c>generic</c>.</summary>
    public string? Provider { get; internal set; }

    /// <summary>The account: user part of From unless <see cref="FromUser"/> says otherwise.</summary>
    public string? Username { get; internal set; }

    /// <summary>The user of the digest; equal to <see cref="Username"/> unless both were set apart.</summary>
    public string? AuthUsername { get; internal set; }

    public string? FromUser { get; internal set; }
    public string? FromDomain { get; internal set; }

    /// <summary>The only realm the password is used for; null until set or learnt.</summary>
    public string? Realm { get; internal set; }

    /// <summary>True when the realm came from the first successful digest, not from a person.</summary>
    public bool RealmIsLearnt { get; internal set; }

    public bool AllowMd5 { get; internal set; } = true;

    /// <summary>We register with this PBX or provider (RFC 3261 section 10.2).</summary>
    public bool Register { get; internal set; }

    /// <summary>How long a registration of ours is asked to last, in seconds; 60 to 86400.</summary>
    public int RegisterExpires { get; internal set; } = TrunkDefaults.RegisterExpires;

    /// <summary>The PBX registers with us (RFC 3261 section 10.3) as <see cref="RegistrationUsername"/>.</summary>
    public bool AcceptsRegistration { get; internal set; }

    /// <summary>The digest user of a PBX that registers with us; no two trunks that accept registrations share it.</summary>
    public string? RegistrationUsername { get; internal set; }

    /// <summary><c>PCMA</c>, <c>PCMU</c>, <c>G722</c>, in the order they are offered.</summary>
    public IReadOnlyList<string> Codecs { get; internal set; } = [];

    /// <summary>Canonical CIDR texts (<c>203.0.113.0/28</c>) calls are accepted from, besides the resolved host.</summary>
    public IReadOnlyList<string> InboundAddresses { get; internal set; } = [];

    public string? CallerIdNumber { get; internal set; }
    public CallerIdPolicy CallerIdPolicy { get; internal set; }
    public CallerIdHeader CallerIdHeader { get; internal set; }
    public NumberFormat NumberFormat { get; internal set; }
    public string? NumberCountry { get; internal set; }
    public string? NumberPrefix { get; internal set; }
    public bool AllowExtensions { get; internal set; }
    public string ExtensionPattern { get; internal set; } = "";

    /// <summary>How transfers over it are made.</summary>
    public TransferMethod TransferMethod { get; internal set; }

    /// <summary>Written into every INVITE over it, in this order.</summary>
    public IReadOnlyList<TrunkHeader> Headers { get; internal set; } = [];

    public int RingTimeoutSeconds { get; internal set; }
    public int MaxConcurrentCalls { get; internal set; }
    public double MaxCallsPerSecond { get; internal set; }

    /// <summary>Calls it may place a day (<c>Company:TimeZone</c>); null: any number.</summary>
    public int? MaxCallsPerDay { get; internal set; }

    /// <summary>Minutes its calls may last a day, all together; a call that runs is never cut off by it. Null: any number.</summary>
    public int? MaxMinutesPerDay { get; internal set; }

    /// <summary>Seconds between two OPTIONS; 0: none are sent; null: as <c>Trunks:Health:IntervalSeconds</c> says.</summary>
    public int? OptionsIntervalSeconds { get; internal set; }
    public TrunkSrtp Srtp { get; internal set; }
    public MediaLatch MediaLatch { get; internal set; }

    /// <summary>What the far side plays before it answers is heard by the caller.</summary>
    public bool EarlyMedia { get; internal set; } = true;

    /// <summary>The trunk a transfer goes over when this one cannot be reached; one level: its own backup is not used.</summary>
    public Guid? BackupTrunkId { get; internal set; }

    public OnFarLoss OnFarLoss { get; internal set; }
    public AfterHangup AfterHangup { get; internal set; }
    public bool IsActive { get; internal set; } = true;

    /// <summary>Made by "Try with the practice PBX": admitted only at its exact address and port, deleted when it stops.</summary>
    public bool IsPractice { get; internal set; }

    public bool HasPassword { get; internal set; }
    public DateTime? PasswordSetAt { get; internal set; }
    public string? PasswordSetBy { get; internal set; }
    public bool HasRegistrationPassword { get; internal set; }
    public DateTime CreatedAt { get; internal set; }
    public DateTime UpdatedAt { get; internal set; }

    /// <summary>Grows with every password; part of the seal, so an old one cannot be put back.</summary>
    internal int SecretVersion { get; set; }

    /// <summary>Where its calls go.</summary>
    public TrunkRoute Route => new(Host, Port, Transport);

    /// <summary>The same for the registration password.</summary>
    internal int RegistrationSecretVersion { get; set; }

    /// <summary>Hosts a <c>sip:</c> destination may name: <see cref="Host"/> and <see cref="FromDomain"/>.</summary>
    public IReadOnlyList<string> DestinationHosts => FromDomain is null ? [Host] : [Host, FromDomain];

    public TimeSpan RingTimeout => TimeSpan.FromSeconds(RingTimeoutSeconds);

    public static int DefaultPortOf(TrunkTransport transport) => transport == TrunkTransport.Tls ? DefaultTlsPort : DefaultPort;

    /// <summary>The preset this trunk was made from; <c>generic</c> for every other provider text.</summary>
    public TrunkPreset Preset => TrunkPresets.For(Provider);

    public override string ToString() => $"{Name} ({WireName.Of(Transport)} {Host}:{EffectivePort})";
}
