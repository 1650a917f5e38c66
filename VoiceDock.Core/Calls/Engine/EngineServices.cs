using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls.Engine.Probes;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Media;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Transport.Targets;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Door of the engine: puts the SIP stack and the media engine behind the domain's ports.</summary>
public static class EngineServices
{
    /// <param name="promptsFolder">Where hold music of one's own may lie.</param>
    public static IServiceCollection AddCallEngine(this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, string> promptsFolder)
    {
        services.AddOptions<SipOptions>().Bind(configuration.GetSection(SipOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SipEngine>().AddSingleton<ISipStack>(p => p.GetRequiredService<SipEngine>());
        services.AddHostedService(p => p.GetRequiredService<SipEngine>()).AddHostedService<EngineMeters>();
        services.AddSingleton(p => MediaServices.ReadOptions(configuration) with { SilenceThresholds = Silences(p.GetRequiredService<IOptions<CallOptions>>().Value) });
        var names = NameServiceOptions.From(configuration);
        services.AddSingleton(p => new TargetResolver(
            new TargetLookup(new NameService(names)), p.GetRequiredService<OutboundTargetGuard>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITrunkTargets>(p => new TargetFinder(
            p.GetRequiredService<TargetResolver>(), p.GetRequiredService<IOptions<SipOptions>>(), RandomNumberGenerator.GetInt32));
        services.AddSingleton(p => new HoldMusic(promptsFolder(p), p.GetRequiredService<ILogger<HoldMusic>>()));
        services.AddSingleton<TrunkAccounts>();
        services.AddSingleton<IOrphanByes, OrphanByes>();
        services.AddSingleton<ITrunkProbe, TrunkProbe>();
        services.AddSingleton<ITrunkRegistrar, TrunkRegistrar>();
        services.AddSingleton<IPbxSides, PbxSides>();
        services.AddSingleton<ISipProbe, SipProbe>().AddSingleton<ICallProbe, CallProbe>();
        services.AddSingleton<IDialRehearsal, DialRehearser>();
        services.AddSingleton<Arrivals>().AddSingleton<IArrivals>(p => p.GetRequiredService<Arrivals>());
        return services;
    }

    // The media threads tell of exactly the silences on which calls act, and of the one that makes a leg one-way.
    private static IReadOnlyList<TimeSpan> Silences(CallOptions calls) =>
    [
        .. new[] { 3, calls.FarSilentSeconds, calls.FarSilentAtStartSeconds, calls.CallerSilentSeconds }.Distinct().Order().Select(TimeSpan.FromSeconds),
    ];
}
