using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;

namespace VoiceDock.Core.Media;

/// <summary>The media of all calls: the port pool and the media threads. Thread-safe.</summary>
public sealed class MediaEngine : IAsyncDisposable
{
    private readonly MediaEngineParts _parts;
    private readonly MediaLoop[] _loops;
    private int _calls;
    private int _nextLoop;
    private int _disposed;

    /// <summary>Checks the options and starts the media threads. No port is opened yet.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">Epoll was asked for elsewhere than on Linux.</exception>
    public MediaEngine(MediaOptions options, TimeProvider time, ILogger<MediaEngine> logger)
    {
        if (options.Loop == MediaLoopKind.Epoll && !OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("Media threads can wait with epoll on Linux only; plain sockets do on any system.");
        Check(options);
        var clock = new MediaClock(time);
        _parts = new MediaEngineParts(options, clock, new PortPool(options, clock), logger);
        WarnOfFewFiles(options, logger);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        _loops = [.. Enumerable.Range(1, threads).Select(n => Loop(options.Loop, $"Media {n}", logger))];
        foreach (var loop in _loops) loop.Start();
    }

    public MediaOptions Options => _parts.Options;

    public MediaEngineCounters Counters
    {
        get
        {
            var (inUse, resting, free) = _parts.Ports.Count();
            return new MediaEngineCounters(
                inUse, resting, free, _parts.Ports.PairsOfRange, Volatile.Read(ref _calls), _loops.Sum(loop => loop.LegCount));
        }
    }

    /// <summary>Begins a call on the media thread that has the least to do.</summary>
    /// <exception cref="ObjectDisposedException">The engine is closed.</exception>
    public MediaCall OpenCall()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        Interlocked.Increment(ref _calls);

        // Legs are counted when their thread has taken them in; beginning elsewhere each time spreads calls that come together.
        var first = (uint)Interlocked.Increment(ref _nextLoop);
        var loop = Enumerable.Range(0, _loops.Length).Select(n => _loops[(first + n) % _loops.Length]).MinBy(candidate => candidate.LegCount)!;
        return new MediaCall(this, _parts, loop);
    }

    /// <summary>Ends the media threads, then every socket.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await Task.WhenAll(_loops.Select(loop => loop.StopAsync())).ConfigureAwait(false);
        foreach (var loop in _loops) loop.Dispose();
        _parts.Ports.Dispose();
    }

    internal void Closed() => Interlocked.Decrement(ref _calls);

    private void WarnOfFewFiles(MediaOptions options, ILogger logger)
    {
        var (wanted, able) = (_parts.Ports.PairsInRange, _parts.Ports.PairsOfRange);
        if (able >= wanted) return;
        logger.LogWarning(
            "The media ports {First}-{Last} have room for {Wanted} legs, which need {Needed} open files; this process may have {Limit}, so no more than {Able} legs get ports and further calls are refused (503). Raise the limit of open files to {Enough} (LimitNOFILE of the service, nofile of the container, ulimit -n), or make Media:Ports smaller.",
            options.FirstPort, options.LastPort, wanted, wanted * 2, OpenFiles.Limit ?? options.MostSockets, able, OpenFiles.Enough(wanted * 2));
    }

    private static MediaLoop Loop(MediaLoopKind kind, string name, ILogger logger) =>
        kind == MediaLoopKind.Epoll || (kind == MediaLoopKind.Auto && OperatingSystem.IsLinux()) ? new EpollLoop(name, logger) : new SocketLoop(name, logger);

    private static void Check(MediaOptions options)
    {
        if (options.FirstPort is < 1024 or > 65534 || options.LastPort <= options.FirstPort || options.LastPort > 65535)
            throw new ArgumentException(
                $"The media ports are {options.FirstPort}-{options.LastPort}; allowed are two ports from 1024 to 65535, the lower first.");
        if (options.Threads is < 0 or > 256)
            throw new ArgumentException($"Media threads are {options.Threads}; allowed are 0 (one per core) to 256.");
    }
}
