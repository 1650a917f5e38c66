using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Attendant;

/// <summary>Door of the room.</summary>
public static class AttendantServices
{
    public static IServiceCollection AddAttendant(this IServiceCollection services) =>
        services.AddSingleton<AttendantSessions>().AddHostedService<AttendantAhead>();
}
