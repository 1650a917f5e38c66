using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Trunks;

/// <summary>How many trunks have which light; counted when somebody asks.</summary>
internal sealed class TrunkMeters(IMeterFactory meters, TrunkDirectory trunks, TrunkLights lights) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(Metering.MeterName).CreateObservableUpDownCounter("voicedock.trunks", ByLight, "{trunk}", "Active trunks, by light.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<long>> ByLight()
    {
        var states = trunks.All.Where(t => t.IsActive).Select(t => lights.HealthOf(t.Id).State).ToLookup(s => s);
        return Enum.GetValues<HealthState>().Select(s => new Measurement<long>(states[s].Count(), new KeyValuePair<string, object?>("light", WireName.Of(s))));
    }
}
