using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// A change of a trunk: absent fields stay, null clears (back to the default where there is one), a value replaces.
/// Also a create body: <c>patch.ApplyTo(new TrunkInput())</c>. Not a record, so that it cannot print the password.
/// </summary>
public sealed class TrunkPatch
{
    public Optional<string?> Name { get; set; }
    public Optional<string?> Host { get; set; }
    public Optional<int?> Port { get; set; }
    public Optional<string?> Username { get; set; }
    public Optional<string?> AuthUsername { get; set; }

    /// <summary>Absent: keep the stored one. Null: forget it. A value: seal and store it.</summary>
    public Optional<string?> Password { get; set; }

    public Optional<string?> Provider { get; set; }
    public Optional<string?> Transport { get; set; }
    public Optional<string?> TlsCaPem { get; set; }
    public Optional<IReadOnlyList<string>?> InboundAddresses { get; set; }
    public Optional<string?> CallerIdNumber { get; set; }
    public Optional<string?> FromUser { get; set; }
    public Optional<string?> FromDomain { get; set; }

    /// <summary>Null forgets the pinned realm.</summary>
    public Optional<string?> Realm { get; set; }

    public Optional<bool?> AllowMd5 { get; set; }
    public Optional<bool?> Register { get; set; }
    public Optional<int?> RegisterExpires { get; set; }
    public Optional<bool?> AcceptsRegistration { get; set; }
    public Optional<string?> RegistrationUsername { get; set; }

    /// <summary>As <see cref="Password"/>.</summary>
    public Optional<string?> RegistrationPassword { get; set; }

    public Optional<IReadOnlyList<string>?> Codecs { get; set; }
    public Optional<string?> NumberFormat { get; set; }
    public Optional<string?> NumberCountry { get; set; }
    public Optional<string?> NumberPrefix { get; set; }
    public Optional<bool?> AllowExtensions { get; set; }
    public Optional<string?> ExtensionPattern { get; set; }
    public Optional<string?> CallerIdPolicy { get; set; }
    public Optional<string?> CallerIdHeader { get; set; }
    public Optional<string?> TransferMethod { get; set; }
    public Optional<IReadOnlyList<TrunkHeader>?> Headers { get; set; }
    public Optional<int?> RingTimeoutSeconds { get; set; }
    public Optional<int?> MaxConcurrentCalls { get; set; }
    public Optional<double?> MaxCallsPerSecond { get; set; }
    public Optional<int?> MaxCallsPerDay { get; set; }
    public Optional<int?> MaxMinutesPerDay { get; set; }
    public Optional<int?> OptionsIntervalSeconds { get; set; }
    public Optional<string?> Srtp { get; set; }
    public Optional<string?> MediaLatch { get; set; }
    public Optional<bool?> EarlyMedia { get; set; }
    public Optional<string?> BackupTrunkId { get; set; }
    public Optional<string?> OnFarLoss { get; set; }
    public Optional<string?> AfterHangup { get; set; }
    public Optional<bool?> IsActive { get; set; }

    /// <summary>Nothing is asked for.</summary>
    public bool IsEmpty => !(Name.IsPresent || Host.IsPresent || Port.IsPresent || Username.IsPresent || AuthUsername.IsPresent || Password.IsPresent
        || Provider.IsPresent || Transport.IsPresent || TlsCaPem.IsPresent || InboundAddresses.IsPresent || CallerIdNumber.IsPresent || FromUser.IsPresent || FromDomain.IsPresent
        || Realm.IsPresent || AllowMd5.IsPresent || Register.IsPresent || RegisterExpires.IsPresent || AcceptsRegistration.IsPresent
        || RegistrationUsername.IsPresent || RegistrationPassword.IsPresent || Codecs.IsPresent || NumberFormat.IsPresent || NumberCountry.IsPresent || NumberPrefix.IsPresent
        || AllowExtensions.IsPresent || ExtensionPattern.IsPresent || CallerIdPolicy.IsPresent || CallerIdHeader.IsPresent || TransferMethod.IsPresent || Headers.IsPresent || RingTimeoutSeconds.IsPresent
        || MaxConcurrentCalls.IsPresent || MaxCallsPerSecond.IsPresent || MaxCallsPerDay.IsPresent || MaxMinutesPerDay.IsPresent || OptionsIntervalSeconds.IsPresent || Srtp.IsPresent || MediaLatch.IsPresent || EarlyMedia.IsPresent || BackupTrunkId.IsPresent || OnFarLoss.IsPresent || AfterHangup.IsPresent || IsActive.IsPresent);

    /// <summary>What the trunk would be after this change. <paramref name="current"/> is not changed.</summary>
    public TrunkInput ApplyTo(TrunkInput current) => new()
    {
        Name = Name.Or(current.Name),
        Host = Host.Or(current.Host),
        Port = Port.Or(current.Port),
        Username = Username.IsPresent ? Username.Value : Follow(AuthUsername, current.AuthUsername, current.Username),
        AuthUsername = AuthUsername.IsPresent ? AuthUsername.Value : Follow(Username, current.Username, current.AuthUsername),
        Password = Password.Or(current.Password),
        Provider = Provider.Or(current.Provider),
        Transport = Transport.Or(current.Transport),
        TlsCaPem = TlsCaPem.Or(current.TlsCaPem),
        InboundAddresses = InboundAddresses.Or(current.InboundAddresses),
        CallerIdNumber = CallerIdNumber.Or(current.CallerIdNumber),
        FromUser = FromUser.Or(current.FromUser),
        FromDomain = FromDomain.Or(current.FromDomain),
        Realm = Realm.Or(current.Realm),
        AllowMd5 = AllowMd5.Or(current.AllowMd5),
        Register = Register.Or(current.Register),
        RegisterExpires = RegisterExpires.Or(current.RegisterExpires),
        AcceptsRegistration = AcceptsRegistration.Or(current.AcceptsRegistration),
        RegistrationUsername = RegistrationUsername.Or(current.RegistrationUsername),
        RegistrationPassword = RegistrationPassword.Or(current.RegistrationPassword),
        Codecs = Codecs.Or(current.Codecs),
        NumberFormat = NumberFormat.Or(current.NumberFormat),
        NumberCountry = NumberCountry.Or(current.NumberCountry),
        NumberPrefix = NumberPrefix.Or(current.NumberPrefix),
        AllowExtensions = AllowExtensions.Or(current.AllowExtensions),
        ExtensionPattern = ExtensionPattern.Or(current.ExtensionPattern),
        CallerIdPolicy = CallerIdPolicy.Or(current.CallerIdPolicy),
        CallerIdHeader = CallerIdHeader.Or(current.CallerIdHeader),
        TransferMethod = TransferMethod.Or(current.TransferMethod),
        Headers = Headers.Or(current.Headers),
        RingTimeoutSeconds = RingTimeoutSeconds.Or(current.RingTimeoutSeconds),
        MaxConcurrentCalls = MaxConcurrentCalls.Or(current.MaxConcurrentCalls),
        MaxCallsPerSecond = MaxCallsPerSecond.Or(current.MaxCallsPerSecond),
        MaxCallsPerDay = MaxCallsPerDay.Or(current.MaxCallsPerDay),
        MaxMinutesPerDay = MaxMinutesPerDay.Or(current.MaxMinutesPerDay),
        OptionsIntervalSeconds = OptionsIntervalSeconds.Or(current.OptionsIntervalSeconds),
        Srtp = Srtp.Or(current.Srtp),
        MediaLatch = MediaLatch.Or(current.MediaLatch),
        EarlyMedia = EarlyMedia.Or(current.EarlyMedia),
        BackupTrunkId = BackupTrunkId.Or(current.BackupTrunkId),
        OnFarLoss = OnFarLoss.Or(current.OnFarLoss),
        AfterHangup = AfterHangup.Or(current.AfterHangup),
        IsActive = IsActive.Or(current.IsActive),
    };

    // user name and digest user are one thing until both were set to different values
    private static string? Follow(Optional<string?> other, string? otherBefore, string? mine) =>
        other.IsPresent && (mine is null || mine == otherBefore) ? other.Value : mine;

    /// <summary>
    /// What a form changed: the fields that differ, and the password if one was entered. To forget a password, set <see cref="Password"/> to null afterwards.
    /// </summary>
    public static TrunkPatch Between(TrunkInput before, TrunkInput after) => new()
    {
        Name = Changed(before.Name, after.Name),
        Host = Changed(before.Host, after.Host),
        Port = Changed(before.Port, after.Port),
        Username = Changed(before.Username, after.Username),
        AuthUsername = Changed(before.AuthUsername, after.AuthUsername),
        Password = after.Password is null ? default : new(after.Password),
        Provider = Changed(before.Provider, after.Provider),
        Transport = Changed(before.Transport, after.Transport),
        TlsCaPem = Changed(before.TlsCaPem, after.TlsCaPem),
        InboundAddresses = ChangedList(before.InboundAddresses, after.InboundAddresses),
        CallerIdNumber = Changed(before.CallerIdNumber, after.CallerIdNumber),
        FromUser = Changed(before.FromUser, after.FromUser),
        FromDomain = Changed(before.FromDomain, after.FromDomain),
        Realm = Changed(before.Realm, after.Realm),
        AllowMd5 = Changed(before.AllowMd5, after.AllowMd5),
        Register = Changed(before.Register, after.Register),
        RegisterExpires = Changed(before.RegisterExpires, after.RegisterExpires),
        AcceptsRegistration = Changed(before.AcceptsRegistration, after.AcceptsRegistration),
        RegistrationUsername = Changed(before.RegistrationUsername, after.RegistrationUsername),
        RegistrationPassword = after.RegistrationPassword is null ? default : new(after.RegistrationPassword),
        Codecs = ChangedList(before.Codecs, after.Codecs),
        NumberFormat = Changed(before.NumberFormat, after.NumberFormat),
        NumberCountry = Changed(before.NumberCountry, after.NumberCountry),
        NumberPrefix = Changed(before.NumberPrefix, after.NumberPrefix),
        AllowExtensions = Changed(before.AllowExtensions, after.AllowExtensions),
        ExtensionPattern = Changed(before.ExtensionPattern, after.ExtensionPattern),
        CallerIdPolicy = Changed(before.CallerIdPolicy, after.CallerIdPolicy),
        CallerIdHeader = Changed(before.CallerIdHeader, after.CallerIdHeader),
        TransferMethod = Changed(before.TransferMethod, after.TransferMethod),
        Headers = ChangedList(before.Headers, after.Headers),
        RingTimeoutSeconds = Changed(before.RingTimeoutSeconds, after.RingTimeoutSeconds),
        MaxConcurrentCalls = Changed(before.MaxConcurrentCalls, after.MaxConcurrentCalls),
        MaxCallsPerSecond = Changed(before.MaxCallsPerSecond, after.MaxCallsPerSecond),
        MaxCallsPerDay = Changed(before.MaxCallsPerDay, after.MaxCallsPerDay),
        MaxMinutesPerDay = Changed(before.MaxMinutesPerDay, after.MaxMinutesPerDay),
        OptionsIntervalSeconds = Changed(before.OptionsIntervalSeconds, after.OptionsIntervalSeconds),
        Srtp = Changed(before.Srtp, after.Srtp),
        MediaLatch = Changed(before.MediaLatch, after.MediaLatch),
        EarlyMedia = Changed(before.EarlyMedia, after.EarlyMedia),
        BackupTrunkId = Changed(before.BackupTrunkId, after.BackupTrunkId),
        OnFarLoss = Changed(before.OnFarLoss, after.OnFarLoss),
        AfterHangup = Changed(before.AfterHangup, after.AfterHangup),
        IsActive = Changed(before.IsActive, after.IsActive),
    };

    private static Optional<T> Changed<T>(T before, T after) => EqualityComparer<T>.Default.Equals(before, after) ? default : new(after);

    private static Optional<IReadOnlyList<T>?> ChangedList<T>(IReadOnlyList<T>? before, IReadOnlyList<T>? after) =>
        (before ?? []).SequenceEqual(after ?? []) ? default : new(after);
}
