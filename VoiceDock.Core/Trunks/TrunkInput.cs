using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// What a person or a client says a trunk should be; the model of the form. Null means "the default" (of the preset where it
/// has one). Values are wire texts; <see cref="TrunkRules"/> judges them. Not a record, so that it cannot print the password.
/// </summary>
public sealed class TrunkInput
{
    public string? Name { get; set; }
    public string? Host { get; set; }
    public int? Port { get; set; }
    public string? Username { get; set; }
    public string? AuthUsername { get; set; }

    /// <summary>On create: the password. On change: see <see cref="TrunkPatch.Password"/>. Never filled from a stored trunk.</summary>
    public string? Password { get; set; }

    public string? Provider { get; set; }
    public string? Transport { get; set; }
    public string? TlsCaPem { get; set; }
    public IReadOnlyList<string>? InboundAddresses { get; set; }
    public string? CallerIdNumber { get; set; }
    public string? FromUser { get; set; }
    public string? FromDomain { get; set; }
    public string? Realm { get; set; }
    public bool? AllowMd5 { get; set; }
    public bool? Register { get; set; }
    public int? RegisterExpires { get; set; }
    public bool? AcceptsRegistration { get; set; }
    public string? RegistrationUsername { get; set; }

    /// <summary>As <see cref="Password"/>: never filled from a stored trunk.</summary>
    public string? RegistrationPassword { get; set; }

    public IReadOnlyList<string>? Codecs { get; set; }
    public string? NumberFormat { get; set; }
    public string? NumberCountry { get; set; }
    public string? NumberPrefix { get; set; }
    public bool? AllowExtensions { get; set; }
    public string? ExtensionPattern { get; set; }
    public string? CallerIdPolicy { get; set; }
    public string? CallerIdHeader { get; set; }
    public string? TransferMethod { get; set; }

    /// <summary>Null: the preset's.</summary>
    public IReadOnlyList<TrunkHeader>? Headers { get; set; }

    public int? RingTimeoutSeconds { get; set; }
    public int? MaxConcurrentCalls { get; set; }
    public double? MaxCallsPerSecond { get; set; }
    public int? MaxCallsPerDay { get; set; }
    public int? MaxMinutesPerDay { get; set; }
    public int? OptionsIntervalSeconds { get; set; }
    public string? Srtp { get; set; }
    public string? MediaLatch { get; set; }
    public bool? EarlyMedia { get; set; }
    public string? BackupTrunkId { get; set; }
    public string? OnFarLoss { get; set; }
    public string? AfterHangup { get; set; }
    public bool? IsActive { get; set; }

    /// <summary>Who registers with whom, as this says; the preset's way when it says nothing.</summary>
    public TrunkRegistrationMode RegistrationMode() =>
        AcceptsRegistration == true ? Register == true ? TrunkRegistrationMode.Registers : TrunkRegistrationMode.Accepts
        : Register ?? RegistersByDefault() ? TrunkRegistrationMode.Registers : TrunkRegistrationMode.None;

    /// <summary>The transport this means; the preset's for its port when none is given or it is none.</summary>
    public TrunkTransport MeantTransport() =>
        WireName.TryParse<TrunkTransport>(Transport, out var transport) ? transport : TrunkPresets.For(Provider).TransportAt(Port);

    /// <summary>Whether the preset would register, with nothing said about it.</summary>
    public bool RegistersByDefault() =>
        TrunkPresets.For(Provider).RegistersWithUsername && !string.IsNullOrEmpty(Username ?? AuthUsername) && AcceptsRegistration != true;

    /// <summary>The stored trunk as input, without its passwords: what the edit form starts from.</summary>
    public static TrunkInput From(Trunk trunk) => new()
    {
        Name = trunk.Name,
        Host = trunk.Host,
        Port = trunk.Port,
        Username = trunk.Username,
        AuthUsername = trunk.AuthUsername,
        Provider = trunk.Provider,
        Transport = WireName.Of(trunk.Transport),
        TlsCaPem = trunk.TlsCaPem,
        InboundAddresses = trunk.InboundAddresses,
        CallerIdNumber = trunk.CallerIdNumber,
        FromUser = trunk.FromUser,
        FromDomain = trunk.FromDomain,
        Realm = trunk.Realm,
        AllowMd5 = trunk.AllowMd5,
        Register = trunk.Register,
        RegisterExpires = trunk.RegisterExpires,
        AcceptsRegistration = trunk.AcceptsRegistration,
        RegistrationUsername = trunk.RegistrationUsername,
        Codecs = trunk.Codecs,
        NumberFormat = WireName.Of(trunk.NumberFormat),
        NumberCountry = trunk.NumberCountry,
        NumberPrefix = trunk.NumberPrefix,
        AllowExtensions = trunk.AllowExtensions,
        ExtensionPattern = trunk.ExtensionPattern,
        CallerIdPolicy = WireName.Of(trunk.CallerIdPolicy),
        CallerIdHeader = WireName.Of(trunk.CallerIdHeader),
        TransferMethod = WireName.Of(trunk.TransferMethod),
        Headers = trunk.Headers,
        RingTimeoutSeconds = trunk.RingTimeoutSeconds,
        MaxConcurrentCalls = trunk.MaxConcurrentCalls,
        MaxCallsPerSecond = trunk.MaxCallsPerSecond,
        MaxCallsPerDay = trunk.MaxCallsPerDay,
        MaxMinutesPerDay = trunk.MaxMinutesPerDay,
        OptionsIntervalSeconds = trunk.OptionsIntervalSeconds,
        Srtp = WireName.Of(trunk.Srtp),
        MediaLatch = WireName.Of(trunk.MediaLatch),
        EarlyMedia = trunk.EarlyMedia,
        BackupTrunkId = trunk.BackupTrunkId?.ToString(),
        OnFarLoss = WireName.Of(trunk.OnFarLoss),
        AfterHangup = WireName.Of(trunk.AfterHangup),
        IsActive = trunk.IsActive,
    };

    /// <summary>A new trunk's form, filled with a preset's defaults.</summary>
    public static TrunkInput From(TrunkPreset preset) => new()
    {
        Provider = preset.Slug,
        Port = preset.Port,
        Transport = WireName.Of(preset.Transport),
        Codecs = preset.Codecs,
        NumberFormat = WireName.Of(preset.NumberFormat),
        AllowExtensions = preset.AllowExtensions,
        ExtensionPattern = TrunkDefaults.ExtensionPattern,
        CallerIdPolicy = WireName.Of(preset.CallerIdPolicy),
        CallerIdHeader = WireName.Of(preset.CallerIdHeader),
        TransferMethod = WireName.Of(preset.Method),
        Headers = preset.Headers,
    };
}
