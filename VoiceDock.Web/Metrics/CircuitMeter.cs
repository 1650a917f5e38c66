using System.Diagnostics.Metrics;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Metrics;

/// <summary>Open pages of the console. Thread-safe.</summary>
public sealed class CircuitMeter
{
    private readonly UpDownCounter<int> _circuits;

    public CircuitMeter(IMeterFactory meters) =>
        _circuits = meters.Create(Metering.MeterName).CreateUpDownCounter<int>("voicedock.circuits", "{circuit}", "Pages of the console that are open, or were a moment ago.");

    internal void Add(int change) => _circuits.Add(change);
}
