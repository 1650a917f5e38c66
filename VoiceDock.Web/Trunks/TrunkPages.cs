namespace VoiceDock.Web.Trunks;

/// <summary>Door of the trunk pages.</summary>
public static class TrunkPages
{
    public static IServiceCollection AddTrunkPages(this IServiceCollection services) => services.AddSingleton<TrunkDesk>().AddSingleton<RehearsalDesk>().AddTransient<TrunkLines>();
}
