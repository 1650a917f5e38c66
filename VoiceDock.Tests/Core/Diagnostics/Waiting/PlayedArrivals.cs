using VoiceDock.Core.Diagnostics.Waiting;

namespace VoiceDock.Tests.Core.Diagnostics.Waiting;

/// <summary>Brings arrivals as the test says.</summary>
internal sealed class PlayedArrivals : IArrivals
{
    private Action<Arrival>? _seen;

    public bool IsWatched => _seen is not null;

    public long Skipped { get; set; }

    public IDisposable Watch(Action<Arrival> seen)
    {
        _seen = seen;
        return new Ender(() => _seen = null);
    }

    public void Bring(Arrival arrival) => _seen?.Invoke(arrival);

    private sealed class Ender(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
