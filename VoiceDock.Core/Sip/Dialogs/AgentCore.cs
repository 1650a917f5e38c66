using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>What the sessions of one agent share. Lives from the agent's start to its end.</summary>
internal sealed class AgentCore : IMessageSender, IDisposable
{
    /// <exception cref="System.Net.Sockets.SocketException">The address is taken or not ours.</exception>
    public AgentCore(SipAgentOptions options, ISipAgentHandler handler, SipTap tap, TimeProvider time, ILogger logger)
    {
        (Options, Handler, Time, Logger) = (options, handler, time, logger);
        var t = options.Timers;
        Wheel = new TimerWheel(time, logger);
        Transactions = new TransactionLayer(this, Wheel, new TransactionTimers(t.T1, t.T2, t.T4, t.D), time);
        try
        {
            Transport = new SipTransport(TransportOptions(options, handler), new IncomingMessages(this), tap, time, logger);
        }
        catch
        {
            Wheel.Dispose();
            throw;
        }

        Messages = new MessageMaker(options.UserAgent, Transport.Addresses);
    }

    public SipAgentOptions Options { get; }

    public ISipAgentHandler Handler { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public SipTransport Transport { get; }

    public TransactionLayer Transactions { get; }

    public TimerWheel Wheel { get; }

    public MessageMaker Messages { get; }

    public DialogTable Dialogs { get; } = new();

    public volatile bool Draining;

    bool IMessageSender.IsTraced => Transport.Tap.IsActive;

    public StrandTimer Timer(Strand strand, Action fired) => new(Wheel, strand, fired);

    bool IMessageSender.Send(byte[] message, SipTarget target, bool retransmission) => Transport.Send(message, target, retransmission);

    bool IMessageSender.Abandon(SipTarget target) => Transport.Abandon(target);

    void IMessageSender.Expect(IPAddress address) => Transport.Expected.Add(address);

    void IMessageSender.Unexpect(IPAddress address) => Transport.Expected.Release(address);

    void IMessageSender.Trace(DateTimeOffset at, byte[] message, SipTarget target, bool retransmission) =>
        Transport.Trace(at, message, target, retransmission);

    public void Dispose()
    {
        Transport.Dispose();
        Wheel.Dispose();
    }

    private static SipTransportOptions TransportOptions(SipAgentOptions options, ISipAgentHandler handler) => new()
    {
        Bind = options.Bind,
        Judge = handler.Judge,
        MayRegister = handler.MayRegister,
        UnknownSource = handler.OnUnknownSource,
        Arrivals = new ArrivalWatch(() => handler.WatchesArrivals, handler.OnArrival),
        AdvertisedFor = options.AdvertisedFor,
        ListensTcp = options.ListensTcp,
        Tls = options.Tls,
        Connections = options.Connections,
        Limits = options.SourceLimits,
        MaxMessageBytes = options.MaxMessageBytes,
        Lanes = options.Lanes,
        LaneCapacity = options.LaneCapacity,
    };
}
