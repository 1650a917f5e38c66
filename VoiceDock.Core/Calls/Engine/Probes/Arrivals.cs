using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>
/// Takes samples of what arrives while somebody watches: copied on the receive thread, some a second at most, and parsed on a pool thread, so that a flood
/// costs the calls nothing. Known peers have a share of their own, so that their traffic does not hide a stranger. Thread-safe.
/// </summary>
internal sealed class Arrivals(TrunkPeers peers, TimeProvider time, ILogger<Arrivals> log) : IArrivals
{
    public const int StrangersPerSecond = 20, PeersPerSecond = 5;

    private const int MostWaiting = 32, MostBytes = 16_384;

    private readonly Lock _gate = new();
    private volatile Watcher? _watcher;
    private long _skipped;
    private long _second;
    private int _strangers, _known;

    public bool IsWatched => _watcher is not null;

    public long Skipped => Volatile.Read(ref _skipped);

    public IDisposable Watch(Action<Arrival> seen)
    {
        var watcher = new Watcher(this, seen);
        Volatile.Write(ref _skipped, 0);
        _watcher = watcher;
        _ = watcher.ReadAsync();
        return watcher;
    }

    /// <summary>On a receive thread.</summary>
    public void Look(SipTarget source, ReadOnlySpan<byte> message)
    {
        if (_watcher is not { } watcher || message.StartsWith("SIP/2.0 "u8)) return;
        if (!MayTake(peers.IsPeer(source.EndPoint)) || !watcher.TryWrite(source, message[..Math.Min(message.Length, MostBytes)].ToArray()))
            Interlocked.Increment(ref _skipped);
    }

    private bool MayTake(bool isPeer)
    {
        lock (_gate)
        {
            var second = time.GetTimestamp() / time.TimestampFrequency;
            if (second != _second) (_second, _strangers, _known) = (second, 0, 0);
            return isPeer ? _known++ < PeersPerSecond : _strangers++ < StrangersPerSecond;
        }
    }

    private sealed class Watcher(Arrivals owner, Action<Arrival> seen) : IDisposable
    {
        private readonly Channel<(SipTarget Source, DateTime At, byte[] Message)> _waiting =
            Channel.CreateBounded<(SipTarget, DateTime, byte[])>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

        public bool TryWrite(SipTarget source, byte[] message) => _waiting.Writer.TryWrite((source, owner.Now, message));

        public async Task ReadAsync()
        {
            await foreach (var (source, at, message) in _waiting.Reader.ReadAllAsync())
            {
                try
                {
                    seen(ArrivalReading.Of(source, at, message, owner.TrunkAt(source)));
                }
                catch (Exception fault)
                {
                    owner.Complain(source, fault);
                }
            }
        }

        public void Dispose()
        {
            if (owner._watcher == this) owner._watcher = null;
            _waiting.Writer.TryComplete();
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Trunk? TrunkAt(SipTarget source) => peers.TrunksAt(source.EndPoint) is [var first, ..] ? first : null;

    private void Complain(SipTarget source, Exception fault) => log.LogError(fault, "What {Source} sent could not be shown to who waits for a PBX", source);
}
