using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Idempotency;

/// <summary>Door of the room.</summary>
public static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IdempotencyStore>().AddSingleton(new LostKeyStep("DELETE FROM idempotency"));
}
