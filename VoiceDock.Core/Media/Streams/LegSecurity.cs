using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Core.Media.Srtp;

namespace VoiceDock.Core.Media.Streams;

/// <summary>What lies between a leg and the wire: nothing, or SRTP both ways. One media thread.</summary>
internal sealed class LegSecurity(IPacketSender wire) : IPacketSender, IDisposable
{
    private const int LongestPacket = 2048;

    private SrtpKeys? _keys;
    private SrtpSender? _sender;
    private SrtpReceiver? _receiver;
    private byte[] _protected = [];

    public bool IsOn => _receiver is not null;

    /// <summary>From now on with these keys; null = in the clear. A direction whose key stays keeps its counters (RFC 4568 6.4).</summary>
    public void Arm(SrtpKeys? keys)
    {
        var before = _keys;
        _keys = keys;
        if (keys is null || before?.SendsLike(keys) != true) Replace(ref _sender, keys is null ? null : new SrtpSender(keys));
        if (keys is null || before?.ReceivesLike(keys) != true) Replace(ref _receiver, keys is null ? null : new SrtpReceiver(keys));
        if (keys is not null && _protected.Length == 0) _protected = new byte[LongestPacket + SrtpSender.Overhead];
    }

    /// <summary>Opens a packet in place and cuts it to its plain length; false when it is not the far end's.</summary>
    public bool TryOpen(ref Span<byte> packet) => _receiver is null || Cut(ref packet, _receiver.Open(packet));

    /// <summary>As <see cref="TryOpen"/> for RTCP.</summary>
    public bool TryOpenRtcp(ref Span<byte> packet) => _receiver is null || Cut(ref packet, _receiver.OpenRtcp(packet));

    /// <inheritdoc/>
    public bool Send(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet)
    {
        if (_sender is null) return wire.Send(from, to, packet);
        var length = _sender.Protect(packet, _protected);
        return length > 0 && wire.Send(from, to, _protected.AsSpan(0, length));
    }

    /// <inheritdoc/>
    public bool SendRtcp(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet)
    {
        if (_sender is null) return wire.SendRtcp(from, to, packet);
        var length = _sender.ProtectRtcp(packet, _protected);
        return length > 0 && wire.SendRtcp(from, to, _protected.AsSpan(0, length));
    }

    public void Dispose() => Arm(null);

    private static bool Cut(ref Span<byte> packet, int length)
    {
        packet = packet[..length];
        return length > 0;
    }

    private static void Replace<T>(ref T? place, T? next)
        where T : class, IDisposable
    {
        place?.Dispose();
        place = next;
    }
}
