using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>Requests for each key, and wrong keys for each address. Both tables are swept, so that neither grows with what strangers send.</summary>
public sealed class RequestLimits(IOptions<ApiOptions> options, TimeProvider time)
{
    private const int SweepAbove = 4_096;

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, SlidingWindow> _keys = new();
    private readonly ConcurrentDictionary<UInt128, SlidingWindow> _wrong = new();

    /// <summary>Counts one request of the key.</summary>
    public WindowReading TryTake(Guid keyId) => WindowOf(_keys, keyId, options.Value.RequestsPerMinute).TryTake();

    /// <summary>Whether this address may present a key at all; counts nothing.</summary>
    public WindowReading MayTry(IPAddress? address) =>
        _wrong.TryGetValue(SourceOf(address), out var window) ? window.Read() : new WindowReading(true, options.Value.FailedKeysPerMinute, options.Value.FailedKeysPerMinute, TimeSpan.Zero);

    /// <summary>A wrong key came from this address.</summary>
    public void CountWrongKey(IPAddress? address) => WindowOf(_wrong, SourceOf(address), options.Value.FailedKeysPerMinute).TryTake();

    private SlidingWindow WindowOf<TKey>(ConcurrentDictionary<TKey, SlidingWindow> windows, TKey key, int limit)
        where TKey : notnull
    {
        if (windows.Count > SweepAbove)
        {
            Sweep(windows);
        }

        return windows.GetOrAdd(key, _ => new SlidingWindow(limit, _minute, time));
    }

    private static void Sweep<TKey>(ConcurrentDictionary<TKey, SlidingWindow> windows)
        where TKey : notnull
    {
        foreach (var (key, window) in windows)
        {
            var reading = window.Read();
            if (reading.Remaining == reading.Limit)
            {
                windows.TryRemove(key, out _);
            }
        }
    }

    /// <summary>An IPv6 customer has a whole /64 to send from, so that counts as one source.</summary>
    private static UInt128 SourceOf(IPAddress? address)
    {
        var v6 = (address ?? IPAddress.IPv6Loopback).MapToIPv6();
        var bits = UInt128.Zero;
        foreach (var b in v6.GetAddressBytes())
        {
            bits = (bits << 8) | b;
        }

        return address?.AddressFamily == AddressFamily.InterNetworkV6 && !v6.IsIPv4MappedToIPv6 ? bits >> 64 << 64 : bits;
    }
}
