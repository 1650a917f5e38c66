using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>Puts valid input into a trunk: preset and general defaults filled in, texts in their one form. Not the passwords.</summary>
internal static class TrunkWriter
{
    public static void Write(TrunkInput input, Trunk trunk)
    {
        var preset = TrunkPresets.For(input.Provider);
        trunk.Name = input.Name!;
        trunk.Host = Normalised(input.Host)!;
        trunk.Port = input.Port;
        trunk.Transport = input.MeantTransport();
        trunk.TlsCaPem = input.TlsCaPem;
        trunk.Provider = input.Provider;
        trunk.Username = input.Username ?? input.AuthUsername;
        trunk.AuthUsername = input.AuthUsername ?? input.Username;
        trunk.FromUser = input.FromUser;
        trunk.FromDomain = Normalised(input.FromDomain);
        trunk.AllowMd5 = input.AllowMd5 ?? true;
        trunk.Register = input.Register ?? input.RegistersByDefault();
        trunk.RegisterExpires = input.RegisterExpires ?? TrunkDefaults.RegisterExpires;
        trunk.AcceptsRegistration = input.AcceptsRegistration ?? false;
        trunk.RegistrationUsername = input.RegistrationUsername;
        trunk.Codecs = [.. (input.Codecs ?? preset.Codecs).Select(c => c.ToUpperInvariant())];
        trunk.InboundAddresses = [.. (input.InboundAddresses ?? []).Select(Network).Distinct()];
        trunk.IsActive = input.IsActive ?? true;
        WriteNumbers(input, preset, trunk);
        trunk.TransferMethod = Parsed(input.TransferMethod, preset.Method);
        trunk.Headers = [.. input.Headers ?? preset.Headers];
        trunk.RingTimeoutSeconds = input.RingTimeoutSeconds ?? TrunkDefaults.RingTimeoutSeconds;
        trunk.MaxConcurrentCalls = input.MaxConcurrentCalls ?? TrunkDefaults.MaxConcurrentCalls;
        trunk.MaxCallsPerSecond = input.MaxCallsPerSecond ?? TrunkDefaults.MaxCallsPerSecond;
        trunk.MaxCallsPerDay = input.MaxCallsPerDay;
        trunk.MaxMinutesPerDay = input.MaxMinutesPerDay;
        trunk.OptionsIntervalSeconds = input.OptionsIntervalSeconds;
        trunk.Srtp = Parsed(input.Srtp, preset.SrtpOver(trunk.Transport));
        trunk.MediaLatch = Parsed(input.MediaLatch, MediaLatch.Auto);
        trunk.EarlyMedia = input.EarlyMedia ?? TrunkDefaults.EarlyMedia;
        trunk.BackupTrunkId = Guid.TryParse(input.BackupTrunkId, out var backup) ? backup : null;
        trunk.OnFarLoss = Parsed(input.OnFarLoss, OnFarLoss.Return);
        trunk.AfterHangup = Parsed(input.AfterHangup, AfterHangup.End);
        WriteRealm(input.Realm, trunk);
    }

    /// <summary>The form two spellings of one host share.</summary>
    public static string? Normalised(string? host) => TrunkHost.TryNormalise(host, out var normal) ? normal : null;

    private static void WriteNumbers(TrunkInput input, TrunkPreset preset, Trunk trunk)
    {
        trunk.CallerIdNumber = input.CallerIdNumber;
        trunk.CallerIdPolicy = Parsed(input.CallerIdPolicy, preset.CallerIdPolicy);
        trunk.CallerIdHeader = Parsed(input.CallerIdHeader, preset.CallerIdHeader);
        trunk.NumberFormat = Parsed(input.NumberFormat, preset.NumberFormat);
        trunk.NumberCountry = input.NumberCountry?.ToUpperInvariant();
        trunk.NumberPrefix = input.NumberPrefix;
        trunk.AllowExtensions = input.AllowExtensions ?? preset.AllowExtensions;
        trunk.ExtensionPattern = input.ExtensionPattern ?? TrunkDefaults.ExtensionPattern;
    }

    private static void WriteRealm(string? realm, Trunk trunk)
    {
        if (trunk.Realm == realm) return;
        trunk.Realm = realm;
        trunk.RealmIsLearnt = false;
    }

    private static string Network(string text) =>
        PeerNetwork.TryParse(text, out var network, out _) ? network.ToString() : throw new ArgumentException("The rules let a bad network pass.", nameof(text));

    private static T Parsed<T>(string? text, T otherwise)
        where T : struct, Enum => WireName.TryParse<T>(text, out var value) ? value : otherwise;
}
