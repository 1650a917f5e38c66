using Microsoft.AspNetCore.Components.Server.Circuits;

namespace VoiceDock.Web.Metrics;

/// <summary>Counts its circuit while that exists.</summary>
internal sealed class CountedCircuit(CircuitMeter meter) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        meter.Add(1);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        meter.Add(-1);
        return Task.CompletedTask;
    }
}
