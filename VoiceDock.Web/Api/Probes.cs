using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VoiceDock.Web.Access;

namespace VoiceDock.Web.Api;

/// <summary>
/// <c>/healthz/live</c>: the program answers. <c>/healthz/ready</c>: it takes new calls (503 when not, and while it is being stopped). One word for
/// everybody; whoever is signed in or has an API key reads the reasons.
/// </summary>
public static class Probes
{
    public const string Path = "/healthz";
    public const string ReadyTag = "ready";
    public const string Database = "database";

    public static void MapProbes(this WebApplication app)
    {
        app.MapHealthChecks($"{Path}/live", new() { Predicate = _ => false });
        app.MapHealthChecks($"{Path}/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = WriteAsync });
    }

    private static async Task WriteAsync(HttpContext http, HealthReport report)
    {
        if (!await MayReadReasonsAsync(http))
        {
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync(report.Status.ToString(), http.RequestAborted);
            return;
        }

        var checks = report.Entries.ToDictionary(e => e.Key, e => new ProbeDto(WordOf(e.Value.Status), e.Value.Description ?? (e.Value.Status == HealthStatus.Healthy ? null : "It does not answer; the log says why.")));
        await http.Response.WriteAsJsonAsync(new ReadyDto(WordOf(report.Status), checks), http.RequestAborted);
    }

    private static async Task<bool> MayReadReasonsAsync(HttpContext http)
    {
        if (!ApiKeyAuthentication.PresentsKey(http.Request))
            return (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Succeeded;
        // The same count of wrong keys as at the API: this is no place to guess them.
        var limits = http.RequestServices.GetRequiredService<RequestLimits>();
        if (!limits.MayTry(http.Connection.RemoteIpAddress).Admitted)
            return false;
        if ((await http.AuthenticateAsync(ApiKeyAuthentication.SchemeName)).Succeeded)
            return true;
        limits.CountWrongKey(http.Connection.RemoteIpAddress);
        return false;
    }

    private static string WordOf(HealthStatus status) => status.ToString().ToLowerInvariant();
}
