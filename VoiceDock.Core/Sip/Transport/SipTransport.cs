using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// UDP for SIP: filter, parse, hand to a lane; send. The receive thread does nothing slower than parsing. Sending is thread-safe.
/// </summary>
internal sealed class SipTransport : IDatagramReceiver, IDisposable
{
    private readonly SipTransportOptions _options;
    private readonly ISipReceiver _upper;
    private readonly TimeProvider _time;
    private readonly SourceFilter _filter;
    private readonly RecentDatagrams _recent = new();
    private readonly DispatchLane<Inbound>[] _lanes;
    private readonly UdpPort _port;

    /// <exception cref="System.Net.Sockets.SocketException">The address is taken or not ours.</exception>
    public SipTransport(SipTransportOptions options, ISipReceiver upper, SipTap tap, TimeProvider time, ILogger logger)
    {
        (_options, _upper, _time, Tap) = (options, upper, time, tap);
        _filter = new SourceFilter(options.Limits, options.Judge, options.UnknownSource, Expected, time);
        _port = new UdpPort(options.Bind, this, logger);
        Addresses = new LocalAddresses(_port.LocalEndPoint, options.AdvertisedFor);
        _lanes = [.. Enumerable.Range(0, options.Lanes).Select(i =>
            new DispatchLane<Inbound>($"sip-lane-{_port.LocalEndPoint.Port}-{i}", options.LaneCapacity, Handle, logger))];
    }

    public IPEndPoint LocalEndPoint => _port.LocalEndPoint;

    public LocalAddresses Addresses { get; }

    public ExpectedPeers Expected { get; } = new();

    public SipTap Tap { get; }

    public TransportCounters Counters { get; } = new();

    public long UnknownSource => _filter.Dropped;

    public long Throttled => _filter.Throttled;

    public void Start() => _port.Start();

    /// <summary>Sends in the calling thread; false when the system refuses. The caller shows it to <see cref="Tap"/>, outside locks.</summary>
    public bool Send(ReadOnlySpan<byte> message, SipTarget target, bool retransmission)
    {
        TransportCounters.Count(ref Counters.Sent);
        if (retransmission) TransportCounters.Count(ref Counters.Retransmitted);
        return _port.Send(message, target.EndPoint);
    }

    /// <summary>Shows a sent message to the tap. Never under a lock.</summary>
    public void Trace(DateTimeOffset at, ReadOnlySpan<byte> message, SipTarget target, bool retransmission) =>
        Tap.Record(at, sent: true, retransmission, TraceAddress(target), target, message);

    /// <summary>Runs work on the lane of a Call-ID; false when that lane is full.</summary>
    public bool Post(string callId, Action work) => LaneOf(callId).TryPost(new Inbound { Work = work });

    void IDatagramReceiver.OnDatagram(ReadOnlySpan<byte> datagram, IPEndPoint source)
    {
        TransportCounters.Count(ref Counters.Received);
        if (datagram.Length > _options.MaxMessageBytes)
        {
            TransportCounters.Count(ref Counters.Oversized);
            return;
        }

        // CR LF, or nothing, or NULs: keeps a NAT binding open (RFC 5626 4.4, and what phones do in practice).
        if (!datagram.ContainsAnyExcept("\r\n\0"u8))
        {
            TransportCounters.Count(ref Counters.KeepAlives);
            return;
        }

        var standing = _filter.Check(source, datagram);
        if (standing != SourceStanding.Dropped) Parse(datagram, source, standing);
    }

    void IDatagramReceiver.OnUnreachable(IPEndPoint target) => _upper.OnUnreachable(target, TransportFault.Unreachable(target));

    /// <summary>Stops receiving first, then the lanes.</summary>
    public void Dispose()
    {
        _port.Dispose();
        foreach (var lane in _lanes) lane.Dispose();
    }

    private void Parse(ReadOnlySpan<byte> datagram, SipTarget source, SourceStanding standing)
    {
        var result = SipParser.Parse(datagram);
        var message = result.Message ?? result.Error?.Partial;
        if (result.Message is null) TransportCounters.Count(ref Counters.ParseErrors);
        if (message is null) return;
        var inbound = new Inbound { Message = message, Error = result.Error, Source = source, Standing = standing };
        if (Tap.IsActive)
            inbound = inbound with { Raw = datagram.ToArray(), At = _time.GetUtcNow(), Repeated = _recent.Seen(datagram) };
        if (!LaneOf(message.Headers["Call-ID"] ?? "").TryPost(inbound)) TransportCounters.Count(ref Counters.LaneDrops);
    }

    private void Handle(Inbound inbound)
    {
        if (inbound.Work is { } work)
        {
            work();
            return;
        }

        var source = inbound.Source!;
        if (inbound.Raw is { } raw) Tap.Record(inbound.At, sent: false, inbound.Repeated, TraceAddress(source), source, raw);
        if (inbound.Message is SipResponse response)
        {
            _upper.OnResponse(response, source);
            return;
        }

        var request = (SipRequest)inbound.Message!;
        ResponseRoute.Stamp(request, source);
        if (inbound.Error is null) _upper.OnRequest(request, source, inbound.Standing);
        else if (inbound.Standing == SourceStanding.Peer) _upper.OnMalformed(request, inbound.Error, source);
    }

    private DispatchLane<Inbound> LaneOf(string callId) => _lanes[(uint)string.GetHashCode(callId) % (uint)_lanes.Length];

    private IPEndPoint TraceAddress(SipTarget remote) => new(Addresses.For(remote).Address, LocalEndPoint.Port);

    // Either a message with all that is known about it, or work.
    private readonly record struct Inbound(
        SipMessage? Message, SipParseError? Error, SipTarget? Source, SourceStanding Standing,
        byte[]? Raw, DateTimeOffset At, bool Repeated, Action? Work);
}
