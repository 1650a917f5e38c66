using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Idempotency;

/// <summary>Door of the room.</summary>
public static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IdempotencyStore>();
}
