using System.Security.Cryptography;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Core.Trunks;

/// <summary>Door of the room. The directory is filled when the host starts, before anything that is registered after this room.</summary>
public static class TrunkServices
{
    public static IServiceCollection AddTrunks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TrunkRules>();
        services.AddSingleton<IValidator<TrunkInput>>(p => p.GetRequiredService<TrunkRules>());
        services.AddSingleton<TrunkDirectory>();
        services.AddOptions<TrunkHealthOptions>().Bind(configuration.GetSection(TrunkHealthOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TrunkRegistrationOptions>().Bind(configuration.GetSection(TrunkRegistrationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TrunkEvents>();
        services.AddSingleton<TrunkLights>();
        services.AddSingleton<TargetMemory>();
        services.AddSingleton<ReferRecord>();
        services.AddSingleton<IFingerprintStore, FingerprintStore>().AddSingleton<TrunkFingerprints>();
        services.AddSingleton(p => new TrunkChecker(p.GetRequiredService<ITrunkProbe>(), p.GetRequiredService<TrunkLights>(), p.GetRequiredService<TrunkFingerprints>(),
            p.GetRequiredService<Permits>(), p.GetRequiredService<AuditLog>()));
        services.AddSingleton<TrunkRegistrations>();
        services.AddSingleton<TrunkCredentials>();
        services.AddSingleton(Sealed(SecretField.TrunkPassword, "password", "secret_version"));
        services.AddSingleton(Sealed(SecretField.TrunkRegistrationPassword, "registration_password", "registration_secret_version"));
        services.AddSingleton<TrunkLoader>();
        services.AddSingleton<TrunkChecks>();
        services.AddSingleton<TrunkSecrets>();
        services.AddSingleton(p => new TrunkStore(
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(), p.GetRequiredService<TrunkLoader>(), p.GetRequiredService<TrunkDirectory>(),
            p.GetRequiredService<TrunkChecks>(), p.GetRequiredService<TrunkSecrets>(), p.GetRequiredService<ITrunkUsage>(),
            p.GetRequiredService<Permits>(), p.GetRequiredService<AuditLog>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<TrunkStore>>()));
        services.AddSingleton<TrunkPeers>();
        services.AddHostedService<TrunkStartup>();
        services.AddMetrics().AddHostedService<TrunkMeters>();
        services.AddHostedService<TrunkPeerRefresher>();
        services.AddHostedService<CredentialUses>();
        return services;
    }

    /// <summary>After the engine's own door: probes leave through it.</summary>
    public static IServiceCollection AddTrunkHealth(this IServiceCollection services) => services.AddHostedService(p => new TrunkHealthMonitor(
        p.GetRequiredService<TrunkDirectory>(), p.GetRequiredService<TrunkLights>(), p.GetRequiredService<TrunkRegistrations>(),
        p.GetRequiredService<TrunkChecker>(),
        p.GetRequiredService<IOptions<TrunkHealthOptions>>(), () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue,
        p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<TrunkHealthMonitor>>()));

    /// <summary>Keeps trunks registered; to be called after the SIP engine's door, so that it ends before the engine and can still say goodbye.</summary>
    public static IServiceCollection AddTrunkRegistration(this IServiceCollection services) => services.AddHostedService<TrunkRegistrationKeeper>();

    private static SealedColumn Sealed(SecretField field, string column, string version) => new(field, "sip_trunk_secrets", column, "trunk_id", "sip_trunks", "id", version);
}
