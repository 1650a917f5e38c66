using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Calls.Events;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Meters;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Calls;

/// <summary>Door of the room.</summary>
public static class CallRoomServices
{
    public static IServiceCollection AddCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallOptions>().Bind(configuration.GetSection(CallOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DrainOptions>().Bind(configuration.GetSection(DrainOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics().AddSingleton<CallDrain>().AddSingleton<CallMeters>().AddHostedService<LiveMeters>();
        services.AddHealthChecks().AddCheck<DrainCheck>(DrainCheck.Name, tags: ["ready"]).AddCheck<JournalCheck>(JournalCheck.Name, tags: ["ready"]);
        services.AddSingleton<CallFeed>().AddSingleton<CallDirectory>().AddSingleton<CallDesk>().AddSingleton<ControlBudget>();
        services.AddSingleton<UnansweredCalls>().AddSingleton<TrunkLoad>().AddSingleton<TransferPlanner>().AddSingleton<CallServices>();
        services.AddSingleton<CallHistory>().AddSingleton<TraceStore>().AddSingleton<CallTraces>();
        services.AddSingleton<ICallReceiver, CallRouter>();
        services.AddSingleton<OutboundParties>();
        services.AddSingleton(p => new OutboundDesk(p.GetRequiredService<OutboundParties>(), p.GetRequiredService<CallServices>(), p.GetRequiredService<Permits>()));
        services.AddSingleton<CallJournal>().AddHostedService(p => p.GetRequiredService<CallJournal>());
        services.AddSingleton<CallEvents>().AddHostedService(p => p.GetRequiredService<CallEvents>());
        services.AddSingleton(p => p.GetRequiredService<CallJournal>().Dialogs).AddHostedService<CallRecovery>();
        return services;
    }

    /// <summary>After the engine's own door: hosted services stop in reverse order, so calls end before the engine does, and orphans get their BYE over it.</summary>
    public static IServiceCollection AddCallKeeper(this IServiceCollection services) => services.AddHostedService<CallKeeper>().AddHostedService<OrphanLegs>();
}
