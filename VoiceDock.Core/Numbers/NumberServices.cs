using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>Door of the room. The directory is filled when the host starts, before anything that is registered after this room.</summary>
public static class NumberServices
{
    public static IServiceCollection AddNumbers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<NumberRules>();
        services.AddSingleton<IValidator<NumberInput>>(p => p.GetRequiredService<NumberRules>());
        services.AddSingleton<NumberDirectory>();
        services.AddSingleton<NumberLoader>();
        services.AddSingleton<NumberLinks>();
        services.AddSingleton<ITrunkUsage>(p => p.GetRequiredService<NumberLinks>());
        services.AddSingleton<IAssistantUsage>(p => p.GetRequiredService<NumberLinks>());
        services.AddSingleton(p => new NumberStore(
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(), p.GetRequiredService<NumberLoader>(), p.GetRequiredService<NumberRules>(),
            p.GetRequiredService<Permits>(), p.GetRequiredService<AuditLog>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<NumberStore>>()));
        services.AddHostedService(p => p.GetRequiredService<NumberLoader>());
        return services;
    }
}
