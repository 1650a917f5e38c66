using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Bench.Run;
using VoiceDock.Core;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Bench.SetUp;

/// <summary>The product's whole core in this process, on loopback, with a data folder of its own; only errors are logged, to stderr.</summary>
internal static class CoreHost
{
    /// <param name="settings">Beside those of a host on loopback, as the product reads them.</param>
    public static async Task<IHost> StartAsync(string data, string sipPort, Action<IServiceCollection> more, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = data,
            ["Sip:Address"] = "127.0.0.1",
            ["Sip:Port"] = sipPort,
            ["Sip:Targets"] = "loopback",
            ["Media:Threads"] = "1",
            ["Speech:Program"] = "",
        });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddVoiceDockCore(builder.Configuration);
        more(builder.Services);
        var host = builder.Build();
        StorageStartup.Prepare(host.Services);
        await host.StartAsync();
        return host;
    }

    /// <summary>Says "ready", tells its figures for each line on stdin, and ends the host when stdin ends.</summary>
    public static async Task RunAsync(IHost host)
    {
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
            var pauses = GC.GetTotalPauseDuration().TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figures {GC.GetTotalAllocatedBytes()} {pauses:0.000}"));
        }
        await host.StopAsync();
    }

    public static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new BenchException(result.Error.Message);
}
