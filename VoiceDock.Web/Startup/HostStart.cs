using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Web.Api;
using VoiceDock.Web.Http;
using VoiceDock.Web.Metrics;
using VoiceDock.Web.Startup.Logs;
using VoiceDock.Web.Startup.Verbs;

namespace VoiceDock.Web.Startup;

/// <summary>The way from the command line to a host that is about to run. Whatever can fail here fails before anything is changed.</summary>
public static class HostStart
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const string DrainKey = $"{DrainOptions.Section}:{nameof(DrainOptions.MaxSeconds)}";

    /// <exception cref="Core.Common.StartupException">One sentence and an exit code.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = CreateBare(CommandLine.Normalise(args, TypedFolder.Find()));
        builder.Services.AddSingleton(p => new ServiceManager(Environment.GetEnvironmentVariable(ServiceManager.Variable), p.GetRequiredService<ILogger<ServiceManager>>()));
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddHostedService<StartNotice>();
        builder.Services.AddHostedService<OwnHttpListeners>();
        builder.Services.AddHostedService<ControlServer>();
        HttpCertificate.Require(builder.Configuration);
        PortCheck.Require(builder.Configuration);
        return builder;
    }

    /// <summary>For a verb: the program's parts and settings, but nothing listens, and what it logs is only trouble.</summary>
    /// <exception cref="Core.Common.StartupException">One sentence and an exit code.</exception>
    public static WebApplicationBuilder CreateVerbBuilder(string[] settings)
    {
        var builder = CreateBare(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Standard output is the verb's own.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    private static WebApplicationBuilder CreateBare(string[] settings)
    {
        // Beside the program only after publish; in a build the files come from the projects' folders.
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ContentRootPath = published ? AppContext.BaseDirectory : null,
        });
        if (!published)
        {
            builder.WebHost.UseStaticWebAssets();
        }

        if (!SaysWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        if (RunMode.From(builder.Configuration).Demo)
        {
            // Nothing of a demo is reachable from outside this machine, whatever the settings say.
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Sip:Address", "127.0.0.1")]);
            // Its calls are played: nobody is cut off by Ctrl+C.
            if (builder.Configuration[DrainKey] is null)
                builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(DrainKey, "0")]);
        }

        // The lines of StartNotice are what a person wants to see; the framework's own start messages would bury them.
        builder.Logging.AddMaskedLog(builder.Configuration);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.Services.AddSingleton<LiveVerbs>();
        builder.WebHost.ConfigureKestrel(Shape);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        return builder;
    }

    /// <summary>Checks settings; then takes the data folder, checks the key, migrates.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong. Nothing was changed.</exception>
    public static void PrepareData(this WebApplication app)
    {
        Check<HttpOptions>(app);
        Check<MetricsOptions>(app);
        Check<ApiOptions>(app);
        Check<CallOptions>(app);
        Check<DrainOptions>(app);
        StorageStartup.Prepare(app.Services);
    }

    // The framework's own check of everything comes too late: the sign-in's options already need the data folder.
    private static void Check<T>(WebApplication app)
        where T : class => _ = app.Services.GetRequiredService<IOptions<T>>().Value;

    private static void Shape(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Whoever sends his headers byte by byte holds a connection for this long; the largest body of ours is one of 256 KB.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestBodySize = 1 << 20;
        kestrel.UseHttpCertificate();
    }

    private static bool SaysWhereToListen(IConfiguration configuration) =>
        new[] { WebHostDefaults.ServerUrlsKey, "http_ports", "https_ports" }.Any(key => !string.IsNullOrWhiteSpace(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
