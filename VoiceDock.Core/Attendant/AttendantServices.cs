using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Attendant;

/// <summary>Door of the room.</summary>
public static class AttendantServices
{
    public static IServiceCollection AddAttendant(this IServiceCollection services) =>
        services.AddSingleton<IAssistantSessions, AttendantSessions>().AddHostedService<AttendantAhead>();
}
