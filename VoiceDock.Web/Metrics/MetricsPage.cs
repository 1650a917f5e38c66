using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OpenTelemetry.Metrics;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Metrics;

/// <summary>
/// <c>/metrics</c> in Prometheus' text format. Off unless <c>Metrics:Token</c> is set, and then for that Bearer token alone: "from loopback only" would let
/// everybody in behind a proxy on the same machine.
/// </summary>
public static class MetricsPage
{
    public const string Path = "/metrics";

    // Of the framework: requests, connections, memory and threads.
    private static readonly string[] Meters =
        [Metering.MeterName, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    public static IServiceCollection AddMetricsPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CircuitMeter>().AddScoped<CircuitHandler, CountedCircuit>();
        if (TokenOf(configuration) is not null)
            services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        return services;
    }

    public static void MapMetricsPage(this WebApplication app)
    {
        if (TokenOf(app.Configuration) is not { } token)
            return;
        var wanted = Encoding.UTF8.GetBytes(token);
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Path) || IsRight(context.Request, wanted))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        });
        app.MapPrometheusScrapingEndpoint(Path);
    }

    private static string? TokenOf(IConfiguration configuration) =>
        configuration[$"{MetricsOptions.Section}:{nameof(MetricsOptions.Token)}"] is { Length: > 0 } token ? token : null;

    private static bool IsRight(HttpRequest request, byte[] wanted) =>
        request.Headers.Authorization is [{ } line]
        && AuthenticationHeaderValue.TryParse(line, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { } given
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), wanted);
}
