using System.Net;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>How transactions reach the wire; the transport in the product, a recorder in tests.</summary>
internal interface IMessageSender
{
    /// <summary>True while somebody wants <see cref="Trace"/>.</summary>
    bool IsTraced { get; }

    /// <summary>Sends now, in the calling thread; false when the system refuses.</summary>
    bool Send(byte[] message, SipTarget target, bool retransmission);

    /// <summary>Gives up a connection that is still being made, with what is queued on it; false when it is made.</summary>
    bool Abandon(SipTarget target);

    /// <summary>From now on answers from there are let in, whoever it is; each call needs its <see cref="Unexpect"/>.</summary>
    void Expect(IPAddress address);

    /// <summary>Takes one <see cref="Expect"/> back.</summary>
    void Unexpect(IPAddress address);

    /// <summary>Shows a sent message to the trace. Never under a lock.</summary>
    void Trace(DateTimeOffset at, byte[] message, SipTarget target, bool retransmission);
}
