using System.Net.Sockets;
using VoiceDock.Core.Media.Loop;

namespace VoiceDock.Core.Media.Ports;

/// <summary>The RTP/RTCP port pairs of a range: opened on demand in blocks of 64 ports, kept open, rested before reuse. Thread-safe.</summary>
internal sealed class PortPool : IDisposable
{
    private const int PairsInBlock = 32;
    private const int SocketsInPair = 2;

    private readonly Lock _gate = new();
    private readonly MediaOptions _options;
    private readonly MediaClock _clock;
    private readonly Queue<PortPair> _free = new();
    private readonly Queue<PortPair> _resting = new();
    private readonly Queue<int> _unopened = new();
    private readonly HashSet<PortPair> _used = [];
    private long _retryTakenAt = long.MinValue;
    private List<int> _taken = [];
    private bool _disposed;
    private int _opened;

    public PortPool(MediaOptions options, MediaClock clock)
    {
        (_options, _clock) = (options, clock);
        for (var port = options.FirstPort + (options.FirstPort & 1); port < options.LastPort; port += 2) _unopened.Enqueue(port);
        PairsInRange = _unopened.Count;
        PairsOfRange = Math.Min(PairsInRange, options.MostSockets / SocketsInPair);
    }

    /// <summary>What the range has room for.</summary>
    public int PairsInRange { get; }

    /// <summary>Those of them that may be open.</summary>
    public int PairsOfRange { get; }

    public (int InUse, int Resting, int Free) Count()
    {
        lock (_gate)
        {
            WakeRested();
            return (_used.Count, _resting.Count, _free.Count);
        }
    }

    /// <summary>Takes the pair that was unused for longest.</summary>
    /// <exception cref="MediaCapacityException">None is left.</exception>
    public PortPair Take()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            WakeRested();
            if (_free.Count == 0) OpenBlock();
            var pair = _free.Dequeue();
            pair.Drain();
            _used.Add(pair);
            return pair;
        }
    }

    /// <summary>Gives a pair back; a second time is ignored.</summary>
    public void Return(PortPair pair)
    {
        lock (_gate)
        {
            if (!_used.Remove(pair)) return;
            pair.ReturnedAt = _clock.Now;
            _resting.Enqueue(pair);
        }
    }

    /// <summary>Closes every socket. The media threads must have ended.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var pair in _free.Concat(_resting).Concat(_used)) pair.Dispose();
            _free.Clear();
            _resting.Clear();
            _used.Clear();
        }
    }

    private void WakeRested()
    {
        var rest = _clock.Ticks(_options.PortRest);
        while (_resting.TryPeek(out var pair) && _clock.Now - pair.ReturnedAt >= rest) _free.Enqueue(_resting.Dequeue());
    }

    private void OpenBlock()
    {
        RetryTaken();
        SocketException? problem = null;
        for (var opened = 0; opened < PairsInBlock && _opened < PairsOfRange && _unopened.TryPeek(out var port);)
        {
            try
            {
                _free.Enqueue(PortPair.Open(_options.Bind, port));
                opened++;
                _opened++;
                _unopened.Dequeue();
            }
            catch (SocketException e)
            {
                problem = e;
                if (e.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied)) break;
                _taken.Add(_unopened.Dequeue());
            }
        }

        if (_free.Count == 0) throw Exhausted(problem);
    }

    // Another program may have let go of its ports; asking for each of them at every refused call would cost more than the call.
    private void RetryTaken()
    {
        if (_unopened.Count > 0 || _taken.Count == 0 || _clock.Now < _retryTakenAt) return;
        _retryTakenAt = _clock.Now + _clock.Ticks(_options.PortRest);
        foreach (var port in _taken) _unopened.Enqueue(port);
        _taken = [];
    }

    private MediaCapacityException Exhausted(SocketException? problem)
    {
        var range = $"{_options.FirstPort}-{_options.LastPort}";
        var text = $"No media port is left of {range}: {_used.Count} pairs in use, {_resting.Count} resting, {_taken.Count} held by other programs.";
        if (_opened >= PairsOfRange && PairsOfRange < PairsInRange)
            text += $" No more than {PairsOfRange} pairs are opened, because of the limit of open files of this process.";
        return new MediaCapacityException(problem is null ? text : $"{text} The last attempt said: {problem.Message}.", problem);
    }
}
