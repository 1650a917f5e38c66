using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Door of the engine: puts the SIP stack and the media engine behind the domain's ports.</summary>
public static class EngineServices
{
    public static IServiceCollection AddCallEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SipOptions>().Bind(configuration.GetSection(SipOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SipEngine>().AddSingleton<ISipStack>(p => p.GetRequiredService<SipEngine>());
        services.AddHostedService(p => p.GetRequiredService<SipEngine>());
        services.AddSingleton<ITrunkProbe, TrunkProbe>();
        services.AddSingleton<IPbxSides, PbxSides>();
        return services;
    }
}
