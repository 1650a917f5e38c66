using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Diagnostics.Checks;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Diagnostics.Reports;
using VoiceDock.Core.Diagnostics.Waiting;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Door of the room. After the engine's own door: runs end before the engine does.</summary>
public static class DiagnosticsServices
{
    public static IServiceCollection AddDiagnostics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DoctorOptions>().Bind(configuration.GetSection(DoctorOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DoctorSubjects>().AddSingleton<DoctorLimits>().AddSingleton<DoctorDestinations>().AddSingleton<ReportStore>().AddSingleton<TestCall>();
        services.AddSingleton<PbxWaits>();
        services.AddSingleton<ICheck, ConfigCheck>();
        services.AddSingleton<ICheck, NameCheck>();
        services.AddSingleton<ICheck, ConnectCheck>();
        services.AddSingleton<ICheck, OptionsCheck>();
        services.AddSingleton<ICheck, CredentialsCheck>();
        services.AddSingleton<ICheck, RegisterCheck>();
        services.AddSingleton<ICheck, NatCheck>();
        services.AddSingleton<ICheck, MediaCheck>();
        services.AddSingleton<ICheck, OfferCheck>();
        services.AddSingleton<ICheck, NumberCheck>();
        services.AddSingleton<ICheck, TransferCheck>();
        services.AddSingleton(p => new Doctor(
            p.GetServices<ICheck>(), p.GetRequiredService<ISipProbe>(), p.GetRequiredService<ReportStore>(), p.GetRequiredService<DoctorLimits>(),
            p.GetRequiredService<DoctorDestinations>(), p.GetRequiredService<Permits>(), p.GetRequiredService<AuditLog>(), p.GetRequiredService<IOptions<DoctorOptions>>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<Doctor>>()));
        services.AddHostedService(p => p.GetRequiredService<Doctor>());
        return services;
    }
}
