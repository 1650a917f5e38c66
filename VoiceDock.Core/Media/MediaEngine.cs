using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Media;

/// <summary>The media of all calls: the port pool and the media threads. Thread-safe.</summary>
public sealed class MediaEngine : IAsyncDisposable
{
    /// <summary>Checks the options and starts the media threads. No port is opened yet.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public MediaEngine(MediaOptions options, TimeProvider time, ILogger<MediaEngine> logger) => Options = options;

    public MediaOptions Options { get; }

    public MediaEngineCounters Counters => throw new NotImplementedException();

    /// <summary>Begins a call on the media thread that has the least to do.</summary>
    /// <exception cref="ObjectDisposedException">The engine is closed.</exception>
    public MediaCall OpenCall() => throw new NotImplementedException();

    /// <summary>Ends the media threads, then every socket.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
