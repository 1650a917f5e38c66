using System.Net;
using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Decides before parsing, by source alone: peers pass, everybody else gets a small bucket, and whoever empties it is blocked. Used by the
/// receive threads; thread-safe.
/// </summary>
internal sealed class SourceFilter(
    SipSourceLimits limits, Func<SipTarget, SipSourceVerdict> judge, Func<SipTarget, bool> mayRegister, Action<SipTarget, string> notice,
    ExpectedPeers expected, TimeProvider time, ArrivalWatch? watch = null)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<IPAddress, Entry> _entries = [];
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _lastSweep = TimeSpan.MinValue;
    private long _dropped;
    private long _throttled;

    /// <summary>Datagrams not let through, throttled ones included.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Datagrams dropped because their source sent too many.</summary>
    public long Throttled => Volatile.Read(ref _throttled);

    /// <summary>Stands for the message when a TLS connection is judged before its handshake.</summary>
    public static ReadOnlySpan<byte> TlsConnection => "TLS connection"u8;

    internal int Entries => _entries.Count;

    public SourceStanding Check(SipTarget source, ReadOnlySpan<byte> datagram)
    {
        var standing = Check(source, datagram, out var isThrottled);
        if (watch is not null && !isThrottled && watch.IsWanted()) watch.Look(source, datagram);
        return standing;
    }

    /// <summary>True for a peer, and for who owes us an answer.</summary>
    public bool IsKnown(SipTarget source) => judge(source) == SipSourceVerdict.Peer || expected.Contains(source.Address);

    /// <summary>True while a source that sent too much is not heard.</summary>
    public bool IsBlocked(IPAddress source)
    {
        lock (_gate) return _entries.TryGetValue(source, out var entry) && time.GetElapsedTime(_start) < entry.BlockedUntil;
    }

    private SourceStanding Check(SipTarget source, ReadOnlySpan<byte> datagram, out bool isThrottled)
    {
        isThrottled = false;
        var verdict = judge(source);
        if (verdict == SipSourceVerdict.Peer) return SourceStanding.Peer;
        // what a stranger will send over TLS shows after the handshake only
        var registers = (datagram.StartsWith("REGISTER "u8) || datagram.SequenceEqual(TlsConnection)) && mayRegister(source);
        if (!registers && expected.Contains(source.Address)) return SourceStanding.Expected;
        lock (_gate) return CheckStranger(source, datagram, verdict, registers, out isThrottled);
    }

    private SourceStanding CheckStranger(SipTarget source, ReadOnlySpan<byte> datagram, SipSourceVerdict verdict, bool registers, out bool isThrottled)
    {
        var now = time.GetElapsedTime(_start);
        var entry = Find(source.Address, now);
        isThrottled = entry is null || !Take(entry, now);
        if (isThrottled)
        {
            Count(ref _throttled);
            Count(ref _dropped);
            return SourceStanding.Dropped;
        }

        if (registers) return SourceStanding.Registering;
        Notify(entry!, source, datagram, now);
        if (verdict == SipSourceVerdict.Reject) return SourceStanding.Rejected;
        Count(ref _dropped);
        return SourceStanding.Dropped;
    }

    private bool Take(Entry entry, TimeSpan now)
    {
        if (now < entry.BlockedUntil) return false;
        var refill = (now - entry.Last) / limits.Window * limits.MessagesPerWindow;
        entry.Tokens = Math.Min(limits.MessagesPerWindow, entry.Tokens + refill);
        entry.Last = now;
        if (entry.Tokens < 1)
        {
            entry.BlockedUntil = now + limits.BlockFor;
            return false;
        }

        entry.Tokens--;
        return true;
    }

    private void Notify(Entry entry, SipTarget source, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        if (entry.NextNotice > now) return;
        entry.NextNotice = now + limits.NoticeEvery;
        var end = datagram.IndexOfAny((byte)'\r', (byte)'\n');
        var line = datagram[..Math.Min(end < 0 ? datagram.Length : end, 200)];
        notice(source, SipText.Clean(Encoding.Latin1.GetString(line)));
    }

    // A flood from many addresses must not fill memory: at the limit idle entries go, and until then newcomers are not heard.
    private Entry? Find(IPAddress address, TimeSpan now)
    {
        if (_entries.TryGetValue(address, out var entry)) return entry;
        if (_entries.Count >= limits.MaxEntries)
        {
            Sweep(now);
            if (_entries.Count >= limits.MaxEntries) return null;
        }

        return _entries[address] = new Entry { Tokens = limits.MessagesPerWindow, Last = now };
    }

    private void Sweep(TimeSpan now)
    {
        if (_lastSweep != TimeSpan.MinValue && now - _lastSweep < SweepEvery) return;
        _lastSweep = now;
        foreach (var (address, entry) in _entries)
        {
            if (now >= entry.BlockedUntil && now >= entry.NextNotice && now - entry.Last >= limits.Window) _entries.Remove(address);
        }
    }

    private static void Count(ref long counter) => Volatile.Write(ref counter, counter + 1);

    private sealed class Entry
    {
        public double Tokens;
        public TimeSpan Last;
        public TimeSpan BlockedUntil;
        public TimeSpan NextNotice;
    }
}
