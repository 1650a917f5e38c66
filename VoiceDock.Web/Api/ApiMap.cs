using VoiceDock.Web.Assistants;
using VoiceDock.Web.Calls;
using VoiceDock.Web.Diagnostics;
using VoiceDock.Web.Numbers;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Web.Api;

/// <summary>Where the API hangs in the pipeline, and the list of the rooms that serve it.</summary>
public static class ApiMap
{
    public const string Prefix = "/api/v1";

    /// <summary>The layers before the endpoints. Goes in front of authentication and error pages of the console, which it keeps away from <c>/api</c>.</summary>
    public static void UseVoiceDockApi(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", out var rest) && rest.HasValue && rest != "/", api => api.UseMiddleware<ErrorBodies>());
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix), api => api.UseMiddleware<ApiGate>());
    }

    public static void MapVoiceDockApi(this WebApplication app)
    {
        var api = app.MapGroup(Prefix).RequireAuthorization(ApiServices.Policy);
        api.MapHealth();
        api.MapOrganizations();
        api.MapTrunks();
        api.MapDiagnostics();
        api.MapNumbers();
        api.MapAssistants();
        api.MapCalls();
        api.MapNotOffered();
        app.MapOpenApi().AllowAnonymous();
        app.MapReference();
    }
}
