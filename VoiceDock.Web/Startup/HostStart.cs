using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Web.Startup.Verbs;

namespace VoiceDock.Web.Startup;

/// <summary>The way from the command line to a host that is about to run. Whatever can fail here fails before anything is changed.</summary>
public static class HostStart
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <exception cref="Core.Common.StartupException">One sentence and an exit code.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = CreateBare(CommandLine.Normalise(args, TypedFolder.Find()));
        builder.Services.AddHostedService<StartNotice>();
        builder.Services.AddHostedService<OwnHttpListeners>();
        builder.Services.AddHostedService<ControlServer>();
        PortCheck.Require(builder.Configuration);
        return builder;
    }

    /// <summary>For a verb: the program's parts and settings, but nothing listens, and what it logs is only trouble.</summary>
    /// <exception cref="Core.Common.StartupException">One sentence and an exit code.</exception>
    public static WebApplicationBuilder CreateVerbBuilder(string[] settings)
    {
        var builder = CreateBare(settings);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
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
        }

        // The lines of StartNotice are what a person wants to see; the framework's own start messages would bury them.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.Services.AddSingleton<LiveVerbs>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        return builder;
    }

    /// <summary>Takes the data folder, checks the key, migrates.</summary>
    public static void PrepareData(this WebApplication app) => StorageStartup.Prepare(app.Services);

    private static bool SaysWhereToListen(IConfiguration configuration) =>
        new[] { WebHostDefaults.ServerUrlsKey, "http_ports", "https_ports" }.Any(key => !string.IsNullOrWhiteSpace(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
