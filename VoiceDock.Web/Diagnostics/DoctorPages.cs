namespace VoiceDock.Web.Diagnostics;

/// <summary>Door of the doctor's pages.</summary>
public static class DoctorPages
{
    public static IServiceCollection AddDoctorPages(this IServiceCollection services) => services.AddSingleton<DoctorDesk>().AddScoped<DoctorStart>();
}
