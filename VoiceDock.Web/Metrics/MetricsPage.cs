using System.Net.Http.Headers;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

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
        if (configuration[$"{MetricsOptions.Section}:{nameof(MetricsOptions.Token)}"] is { Length: > 0 })
            services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        return services;
    }

    public static void MapMetricsPage(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Token is not { Length: > 0 } token)
            return;
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Path) || IsRight(context.Request, token))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        });
        app.MapPrometheusScrapingEndpoint(Path);
    }

    private static bool IsRight(HttpRequest request, string token) =>
        request.Headers.Authorization is [{ } line]
        && AuthenticationHeaderValue.TryParse(line, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { } given
        && SecretText.IsEqual(given, token);
}
