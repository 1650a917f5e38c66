using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using VoiceDock.Web.Api;
using VoiceDock.Web.Layout;

namespace VoiceDock.Web.Http;

/// <summary>What a request meets before anything looks at it: the names it may come by, the proxy it came over, whether it is encrypted.</summary>
public static class HttpFrame
{
    public static IServiceCollection AddHttpFrame(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HttpOptions>().Bind(configuration.GetSection(HttpOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsRules>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<HttpOptions>>((forwarded, http) => Trust(forwarded, http.Value));
        services.AddOptions<HostFilteringOptions>().Configure<IOptions<HttpOptions>>((filter, http) =>
        {
            if (http.Value.Hosts is { Length: > 0 } hosts)
                filter.AllowedHosts = [.. hosts];
            filter.IncludeFailureMessage = false;
        });
        return services;
    }

    /// <summary>First in the pipeline.</summary>
    public static void UseHttpFrame(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<HttpOptions>>().Value;
        if (options.KnownProxies.Length > 0)
            app.UseForwardedHeaders();
        if (options.RequireTls)
            app.Use(RequireTls);
    }

    // The framework trusts its own machine by default; here nobody is trusted who is not named.
    private static void Trust(ForwardedHeadersOptions forwarded, HttpOptions http)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        // From the nearest on, as long as each was added by a proxy of ours.
        forwarded.ForwardLimit = null;
        foreach (var proxy in http.KnownProxies)
        {
            if (HttpOptionsRules.TryRead(proxy, out var network))
                forwarded.KnownIPNetworks.Add(network);
        }
    }

    private static Task RequireTls(HttpContext context, RequestDelegate next)
    {
        if (!ConnectionSafety.IsPlain(context.Request) && IsSafe(context))
            return next(context);
        // Asked by the machine itself, and says nothing.
        if (context.Request.Path.StartsWithSegments(Probes.Path) && IsLocal(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("This console is reached over https only.", context.RequestAborted);
    }

    // The Host header alone could say localhost from anywhere.
    private static bool IsSafe(HttpContext context) => context.Request.IsHttps || IsLocal(context);

    private static bool IsLocal(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
