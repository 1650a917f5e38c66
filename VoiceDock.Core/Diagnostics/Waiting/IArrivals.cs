namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>Port: shows what arrives at our SIP ports, also from strangers. Nobody is answered because of it.</summary>
public interface IArrivals
{
    /// <summary>Messages since somebody began to watch that were not looked at because too many came at once.</summary>
    long Skipped { get; }

    /// <summary>
    /// Calls <paramref name="seen"/> on a pool thread, one call at a time, until disposed; a sample, some a second at most. It must be quick and must not
    /// throw. A second watcher takes the place of the first.
    /// </summary>
    IDisposable Watch(Action<Arrival> seen);
}
