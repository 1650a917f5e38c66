using System.Collections.Concurrent;
using System.Net;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>
/// At most 20 wrong tries at a password or code per minute and address (IPv6: per /64), and 100 in ten minutes. Thread-safe; remembers at most 10,000
/// addresses.
/// </summary>
public sealed class SignInLimits(TimeProvider time)
{
    private const int PerMinute = 20;
    private const int PerTenMinutes = 100;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<IPAddress, Windows> _windows = new();

    /// <summary>Counts a try; false when the address has used its share.</summary>
    public bool TryTake(IPAddress? address)
    {
        if (_windows.Count >= MostAddresses)
            ForgetIdle();
        return _windows.GetOrAdd(Network(address), _ => new Windows(time)).TryTake();
    }

    /// <summary>Takes back a try that turned out right: an office behind one address signs in as often as it likes.</summary>
    public void GiveBack(IPAddress? address)
    {
        if (_windows.TryGetValue(Network(address), out var windows))
            windows.GiveBack();
    }

    private void ForgetIdle()
    {
        foreach (var (address, windows) in _windows)
        {
            if (windows.IsIdle)
                _windows.TryRemove(address, out _);
        }

        // All of them busy: somebody cycles through addresses. Starting afresh keeps memory bounded; the lock on each name still holds.
        if (_windows.Count >= MostAddresses)
            _windows.Clear();
    }

    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    private sealed class Windows(TimeProvider time)
    {
        private readonly SlidingWindow _short = new(PerMinute, Minute, time);
        private readonly SlidingWindow _long = new(PerTenMinutes, 10 * Minute, time);

        public bool IsIdle => _long.Read().Remaining == PerTenMinutes;

        public bool TryTake() => _long.Read().Admitted && _short.TryTake().Admitted && _long.TryTake().Admitted;

        public void GiveBack()
        {
            _short.GiveBack();
            _long.GiveBack();
        }
    }
}
