using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Bench.SetUp;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Bench.Failover;

/// <summary>The subject's process: the product's core with a trunk for each port given. Prints <c>state PORT up|suspect|down</c> at each change.</summary>
internal static class WatchHost
{
    /// <param name="arguments">Data folder, SIP port, seconds between probes, timeout, seconds between probes of a suspect, misses that make down, then ports.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        using var host = await CoreHost.StartAsync(arguments[0], arguments[1], _ => { },
            ("Trunks:Health:IntervalSeconds", arguments[2]), ("Trunks:Health:TimeoutSeconds", arguments[3]),
            ("Trunks:Health:SuspectIntervalSeconds", arguments[4]), ("Trunks:Health:DownAfterMisses", arguments[5]));
        Dictionary<Guid, HealthState> shown = [];
        host.Services.GetRequiredService<TrunkLights>().Noted += light =>
        {
            lock (shown)
            {
                if (shown.TryGetValue(light.TrunkId, out var before) && before == light.Health.State)
                    return;
                shown[light.TrunkId] = light.Health.State;
                Console.WriteLine($"state {light.Checked.Port} {WireName.Of(light.Health.State)}");
            }
        };
        var store = host.Services.GetRequiredService<TrunkStore>();
        foreach (var port in arguments.Skip(6))
        {
            var input = TrunkInput.From(TrunkPresets.For("freepbx"));
            (input.Name, input.Host, input.Port) = ($"Trunk {port}", "127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture));
            CoreHost.Must(await store.CreateAsync(input, Actor.System));
        }
        await CoreHost.RunAsync(host);
    }
}
