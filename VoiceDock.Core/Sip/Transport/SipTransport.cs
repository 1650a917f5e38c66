using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// All transports of one agent: filter, parse, hand to a lane; send. The UDP receive thread does nothing slower than parsing. Sending is thread-safe.
/// </summary>
internal sealed class SipTransport : IDatagramReceiver, IStreamReceiver, IDisposable
{
    private const int BindTries = 20;

    private readonly SipTransportOptions _options;
    private readonly ISipReceiver _upper;
    private readonly TimeProvider _time;
    private readonly SourceFilter _filter;
    private readonly RecentDatagrams _recent = new();
    private readonly DispatchLane<Inbound>[] _lanes;
    private readonly UdpPort _port;
    private readonly StreamTransport _streams;

    /// <exception cref="System.Net.Sockets.SocketException">The address is taken or not ours.</exception>
    public SipTransport(SipTransportOptions options, ISipReceiver upper, SipTap tap, TimeProvider time, ILogger logger)
    {
        (_options, _upper, _time, Tap) = (options, upper, time, tap);
        _filter = new SourceFilter(options.Limits, options.Judge, options.MayRegister, options.UnknownSource, Expected, time, options.Arrivals);
        (_port, _streams) = Bind(options, time, logger);
        Addresses = new LocalAddresses(_port.LocalEndPoint, PortTo, options.AdvertisedFor);
        _lanes = [.. Enumerable.Range(0, options.Lanes).Select(i =>
            new DispatchLane<Inbound>($"sip-lane-{_port.LocalEndPoint.Port}-{i}", options.LaneCapacity, Handle, logger))];
    }

    public IPEndPoint LocalEndPoint => _port.LocalEndPoint;

    /// <summary>Where TLS is accepted; null when it is not.</summary>
    public IPEndPoint? TlsEndPoint => _streams.TlsEndPoint;

    /// <summary>TCP and TLS connections now.</summary>
    public int Connections => _streams.Count;

    public LocalAddresses Addresses { get; }

    public ExpectedPeers Expected { get; } = new();

    public SipTap Tap { get; }

    public TransportCounters Counters { get; } = new();

    public long UnknownSource => _filter.Dropped;

    public long Throttled => _filter.Throttled;

    public void Start()
    {
        _port.Start();
        _streams.Start();
    }

    /// <summary>UDP: sends in the calling thread; TCP and TLS: queues. False when it cannot leave. The caller shows it to <see cref="Tap"/>,
    /// outside locks.</summary>
    public bool Send(byte[] message, SipTarget target, bool retransmission)
    {
        TransportCounters.Count(ref Counters.Sent);
        if (retransmission) TransportCounters.Count(ref Counters.Retransmitted);
        return target.IsReliable ? _streams.Send(message, target) : _port.Send(message, target.EndPoint);
    }

    /// <summary>Shows a sent message to the tap. Never under a lock.</summary>
    public void Trace(DateTimeOffset at, ReadOnlySpan<byte> message, SipTarget target, bool retransmission) =>
        Tap.Record(at, sent: true, retransmission, TraceAddress(target), target, message);

    /// <summary>Gives up a connection that is still being made; false when it is made.</summary>
    public bool Abandon(SipTarget target) => _streams.Abandon(target);

    /// <summary>What the other side of the connection there proved itself with; null without TLS or without a connection.</summary>
    public ConnectionCertificate? CertificateOf(SipTarget target) => target.IsReliable ? _streams.CertificateOf(target) : null;

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
        if (standing != SourceStanding.Dropped && !Parse(datagram, source, standing)) TransportCounters.Count(ref Counters.LaneDrops);
    }

    void IDatagramReceiver.OnUnreachable(IPEndPoint target) => _upper.OnUnreachable(target, TransportFault.Unreachable(target));

    bool IStreamReceiver.OnMessage(ReadOnlySpan<byte> message, SipTarget source, SourceStanding standing)
    {
        TransportCounters.Count(ref Counters.Received);
        return Parse(message, source, standing);
    }

    void IStreamReceiver.OnBroken(ReadOnlySpan<byte> headers, SipTarget source, SourceStanding standing)
    {
        TransportCounters.Count(ref Counters.ParseErrors);
        var result = SipParser.Parse(headers);
        if ((result.Message ?? result.Error?.Partial) is not SipRequest request) return;
        var error = headers.Length > _options.MaxMessageBytes ? new SipParseError("Message too large", 513) : new SipParseError("No usable Content-Length");
        LaneOf(request.Headers["Call-ID"] ?? "").TryPost(new Inbound { Message = request, Error = error, Source = source, Standing = standing });
    }

    void IStreamReceiver.OnUnreachable(SipTarget target, TransportFault fault) => _upper.OnUnreachable(target, fault);

    /// <summary>Stops receiving first, then the lanes.</summary>
    public void Dispose()
    {
        _port.Dispose();
        _streams.Dispose();
        foreach (var lane in _lanes) lane.Dispose();
    }

    /// <summary>False when the lane is full.</summary>
    private bool Parse(ReadOnlySpan<byte> datagram, SipTarget source, SourceStanding standing)
    {
        var result = SipParser.Parse(datagram);
        var message = result.Message ?? result.Error?.Partial;
        if (result.Message is null) TransportCounters.Count(ref Counters.ParseErrors);
        if (message is null) return true;
        var inbound = new Inbound { Message = message, Error = result.Error, Source = source, Standing = standing };
        if (Tap.IsActive)
            inbound = inbound with { Raw = datagram.ToArray(), At = _time.GetUtcNow(), Repeated = !source.IsReliable && _recent.Seen(datagram) };
        return LaneOf(message.Headers["Call-ID"] ?? "").TryPost(inbound);
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

    private IPEndPoint TraceAddress(SipTarget remote) => new(Addresses.For(remote).Address, PortTo(remote));

    // Who may not connect to us over TLS can only use the connection we opened: then its own port is the true one to name.
    private int PortTo(SipTarget peer) => peer.Transport == SipTransportKind.Tls
        ? TlsEndPoint?.Port ?? _streams.LocalPortTo(peer) ?? LocalEndPoint.Port
        : LocalEndPoint.Port;

    // With port 0 the system chooses one for UDP; the same one must be free for TCP.
    private (UdpPort Port, StreamTransport Streams) Bind(SipTransportOptions options, TimeProvider time, ILogger logger)
    {
        for (var left = options.Bind.Port == 0 ? BindTries : 1; ; left--)
        {
            var port = new UdpPort(options.Bind, this, logger);
            try
            {
                return (port, new StreamTransport(options, options.ListensTcp ? port.LocalEndPoint : null, this, _filter, Expected, Counters, time, logger));
            }
            catch (SocketException e)
            {
                port.Dispose();
                if (left <= 1 || e.SocketErrorCode != SocketError.AddressAlreadyInUse) throw;
            }
        }
    }

    // Either a message with all that is known about it, or work.
    private readonly record struct Inbound(
        SipMessage? Message, SipParseError? Error, SipTarget? Source, SourceStanding Standing,
        byte[]? Raw, DateTimeOffset At, bool Repeated, Action? Work);
}
