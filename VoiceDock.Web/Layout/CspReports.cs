using System.Text.Json;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Layout;

/// <summary>Where browsers report what the content policy stopped: a line in the log, at most ten a minute.</summary>
public static class CspReports
{
    public const string Path = "/csp-reports";
    private const int MostBytes = 8192;

    public static void MapCspReports(this WebApplication app)
    {
        var window = new SlidingWindow(10, TimeSpan.FromMinutes(1), app.Services.GetRequiredService<TimeProvider>());
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CspReports));
        app.MapPost(Path, async (HttpContext context) =>
        {
            if (window.TryTake().Admitted)
                await LogAsync(context, logger);
            return Results.NoContent();
        }).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task LogAsync(HttpContext context, ILogger logger)
    {
        var (directive, blocked) = await ReadAsync(context);
        logger.LogWarning("A browser was stopped by the content policy: {Directive} {Blocked}", directive, blocked);
    }

    // Two fields, cut and cleaned: the body comes from anybody.
    private static async Task<(string Directive, string Blocked)> ReadAsync(HttpContext context)
    {
        var buffer = new byte[MostBytes];
        var read = await context.Request.Body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, context.RequestAborted);
        try
        {
            using var report = JsonDocument.Parse(buffer.AsMemory(0, read), new JsonDocumentOptions { MaxDepth = 8 });
            return report.RootElement.TryGetProperty("csp-report", out var body)
                ? (Text(body, "effective-directive"), Text(body, "blocked-uri"))
                : ("(unreadable)", "");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return ("(unreadable)", "");
        }
    }

    private static string Text(JsonElement body, string name)
    {
        var text = body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return new string([.. text.Take(200).Where(c => !char.IsControl(c))]);
    }
}
