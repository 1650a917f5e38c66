using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Demo;

/// <summary>Door of the room.</summary>
public static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<PracticeDesk>().AddSingleton<DemoSpeaker>();
        services.AddSingleton<DemoRun>().AddHostedService(p => p.GetRequiredService<DemoRun>());
        return services;
    }
}
