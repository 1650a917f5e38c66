namespace VoiceDock.Web.Api;

/// <summary>Parts of the official API that VoiceDock does not have. They answer so that a client can tell "not here" from "wrong address".</summary>
public static class NotOfferedEndpoints
{
    private static readonly string[] _paths =
    [
        "/usage", "/campaigns", "/workflows", "/tool-templates", "/tools", "/mcp", "/mcp-servers", "/web-calls", "/calls/web",
    ];

    public static void MapNotOffered(this RouteGroupBuilder api)
    {
        foreach (var path in _paths)
        {
            api.Map(path, () => Answers.Refused(ApiErrors.NotOffered)).ExcludeFromDescription();
            if (!path.StartsWith("/calls", StringComparison.Ordinal))
            {
                api.Map($"{path}/{{**rest}}", () => Answers.Refused(ApiErrors.NotOffered)).ExcludeFromDescription();
            }
        }
    }
}
