using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Attendant;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Common;
using VoiceDock.Core.Demo;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Idempotency;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Media;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Organizations;
using VoiceDock.Core.Retention;
using VoiceDock.Core.Security;
using VoiceDock.Core.Speech;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Webhooks;

namespace VoiceDock.Core;

/// <summary>The one place that knows all rooms of the core: it calls each room's door and does nothing else.</summary>
public static class CoreServices
{
    public static IServiceCollection AddVoiceDockCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(RunMode.From(configuration));
        services.AddStorage(configuration);
        services.AddSecurity(configuration);
        services.AddAudit();
        services.AddKeys();
        services.AddBackups();
        services.AddAccess(configuration);
        services.AddTrunks(configuration);
        services.AddToll(configuration);
        services.AddAssistants(configuration);
        services.AddNumbers(configuration);
        services.AddOrganizations(configuration);
        services.AddIdempotency(configuration);
        services.AddMedia(configuration);
        services.AddSpeech(configuration);
        services.AddSpeechModels(configuration);
        services.AddAttendant();
        services.AddWebhooks(configuration);
        services.AddCalls(configuration);
        services.AddCallEngine(configuration, p => p.GetRequiredService<PreparedStorage>().PromptsFolder);
        services.AddTrunkWebhooks();
        services.AddTrunkHealth();
        services.AddTrunkRegistration();
        services.AddCallKeeper();
        services.AddDiagnostics(configuration);
        services.AddRetention(configuration);
        services.AddDemo();
        return services;
    }
}
