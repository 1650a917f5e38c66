using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>A trunk as clients see it: every field in both official spellings, and of the password only whether there is one.</summary>
public sealed record TrunkDto
{
    public required Guid Id { get; init; }
    public required Guid OrgId { get; init; }
    public required string Name { get; init; }
    public required string Host { get; init; }
    public string Address => Host;
    public string OutboundAddress => Host;
    public required int Port { get; init; }

    /// <summary>No port was given and the host is a name, so DNS may say where to call.</summary>
    public required bool Srv { get; init; }

    public required string Transport { get; init; }
    public required string? TlsCaPem { get; init; }
    public required string? Provider { get; init; }
    public required string? Username { get; init; }
    public required string? AuthUsername { get; init; }
    public required bool HasPassword { get; init; }
    public required string CredentialState { get; init; }
    public required IReadOnlyList<string> InboundAddresses { get; init; }
    public required string? CallerIdNumber { get; init; }
    public string? OutboundNumber => CallerIdNumber;
    public required string? FromUser { get; init; }
    public required string? FromDomain { get; init; }
    public required string? Realm { get; init; }
    public required bool AllowMd5 { get; init; }
    public required bool Register { get; init; }
    public required int RegisterExpires { get; init; }
    public required bool AcceptsRegistration { get; init; }
    public required string? RegistrationUsername { get; init; }
    public required TrunkRegistrationDto Registration { get; init; }
    public required IReadOnlyList<string> Codecs { get; init; }
    public required string NumberFormat { get; init; }
    public required string? NumberCountry { get; init; }
    public required string? NumberPrefix { get; init; }
    public required bool AllowExtensions { get; init; }
    public required string ExtensionPattern { get; init; }
    public required string CallerIdPolicy { get; init; }
    public required string CallerIdHeader { get; init; }
    public required string TransferMethod { get; init; }

    /// <summary>What is known of REFER on it: <c>unknown</c>, <c>advertised</c>, <c>proven</c>, <c>failing</c>.</summary>
    public required string ReferSupport { get; init; }

    public required IReadOnlyList<TrunkHeaderDto> Headers { get; init; }
    public required int RingTimeoutSeconds { get; init; }
    public required int MaxConcurrentCalls { get; init; }
    public required double MaxCallsPerSecond { get; init; }
    public required int? MaxCallsPerDay { get; init; }
    public required int? MaxMinutesPerDay { get; init; }
    public required double OptionsIntervalSeconds { get; init; }
    public required string Srtp { get; init; }
    public required string MediaLatch { get; init; }
    public required bool EarlyMedia { get; init; }
    public required Guid? BackupTrunkId { get; init; }
    public required string OnFarLoss { get; init; }
    public required string AfterHangup { get; init; }
    public required bool IsActive { get; init; }
    public required int NumberCount { get; init; }
    public required int ActiveCalls { get; init; }

    /// <summary>What was placed over it today, against the caps of the day.</summary>
    public required TrunkTodayDto Today { get; init; }

    /// <summary>What somebody should look at now: <c>many_failed</c>, <c>many_short</c>, <c>calls_used_up</c>, <c>minutes_used_up</c>.</summary>
    public required IReadOnlyList<string> Alerts { get; init; }

    /// <summary>Whether the peer answers, from OPTIONS and calls since the program started or the trunk was changed.</summary>
    public required TrunkHealthDto Health { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static TrunkDto From(Trunk trunk, TrunkSurroundings around) => new()
    {
        Id = trunk.Id,
        OrgId = around.OrganizationId,
        Name = trunk.Name,
        Host = trunk.Host,
        Port = trunk.EffectivePort,
        Srv = trunk.Route.MayUseSrv,
        Transport = WireName.Of(trunk.Transport),
        TlsCaPem = trunk.TlsCaPem,
        Provider = trunk.Provider,
        Username = trunk.Username,
        AuthUsername = trunk.AuthUsername,
        HasPassword = trunk.HasPassword,
        CredentialState = WireName.Of(around.CredentialState),
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
        Registration = TrunkRegistrationDto.From(around.Registration),
        Codecs = trunk.Codecs,
        NumberFormat = WireName.Of(trunk.NumberFormat),
        NumberCountry = trunk.NumberCountry,
        NumberPrefix = trunk.NumberPrefix,
        AllowExtensions = trunk.AllowExtensions,
        ExtensionPattern = trunk.ExtensionPattern,
        CallerIdPolicy = WireName.Of(trunk.CallerIdPolicy),
        CallerIdHeader = WireName.Of(trunk.CallerIdHeader),
        TransferMethod = WireName.Of(trunk.TransferMethod),
        ReferSupport = WireName.Of(around.ReferSupport),
        Headers = [.. trunk.Headers.Select(h => new TrunkHeaderDto(h.Name, h.Value))],
        RingTimeoutSeconds = trunk.RingTimeoutSeconds,
        MaxConcurrentCalls = trunk.MaxConcurrentCalls,
        MaxCallsPerSecond = trunk.MaxCallsPerSecond,
        MaxCallsPerDay = trunk.MaxCallsPerDay,
        MaxMinutesPerDay = trunk.MaxMinutesPerDay,
        OptionsIntervalSeconds = around.OptionsInterval,
        Srtp = WireName.Of(trunk.Srtp),
        MediaLatch = WireName.Of(trunk.MediaLatch),
        EarlyMedia = trunk.EarlyMedia,
        BackupTrunkId = trunk.BackupTrunkId,
        OnFarLoss = WireName.Of(trunk.OnFarLoss),
        AfterHangup = WireName.Of(trunk.AfterHangup),
        IsActive = trunk.IsActive,
        NumberCount = around.NumberCount,
        ActiveCalls = around.ActiveCalls,
        Today = TrunkTodayDto.From(around.Today),
        Alerts = [.. around.Alerts.Select(a => WireName.Of(a.Kind))],
        Health = TrunkHealthDto.From(around.Health),
        CreatedAt = trunk.CreatedAt,
        UpdatedAt = trunk.UpdatedAt,
    };
}
