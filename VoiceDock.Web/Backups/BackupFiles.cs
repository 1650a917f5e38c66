using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using VoiceDock.Core.Access;
using VoiceDock.Core.Backups;
using VoiceDock.Web.Http;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Backups;

/// <summary>The backup as a download, made while it is sent. For administrators.</summary>
public static class BackupFiles
{
    public const string Path = "/settings/backup/file";

    public static void MapBackupFiles(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, SendAsync).RequireAuthorization(RoleNames.Admin).ExcludeFromDescription();

    private static async Task<IResult> SendAsync(HttpContext http, IAntiforgery forms, BackupWriter backups)
    {
        // Checked here: the attribute checks nothing on a route without form parameters.
        if (!await forms.HasTokenAsync(http))
            return Results.BadRequest();
        var result = await backups.WriteAsync(http.User.ToActor(), _ => Begin(http, backups.SuggestName()), http.RequestAborted);
        return result.IsOk ? Results.Empty : Results.LocalRedirect($"~/settings/backup?problem={result.Error.Code}");
    }

    private static Task<Stream> Begin(HttpContext http, string name)
    {
        // The archive's compressor writes its last bytes without waiting, and has no other way.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return Task.FromResult(http.Response.Body);
    }
}
