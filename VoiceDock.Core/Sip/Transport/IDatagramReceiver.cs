using System.Net;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Gets what a <see cref="UdpPort"/> hears.</summary>
internal interface IDatagramReceiver
{
    /// <summary>On the receive thread; the bytes are valid during the call only.</summary>
    void OnDatagram(ReadOnlySpan<byte> datagram, IPEndPoint source);

    /// <summary>The system reported that nothing sent there arrives. On the receive thread or inside a send: only enqueue.</summary>
    void OnUnreachable(IPEndPoint target);
}
