using System.Collections.Concurrent;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>The table of all transactions, and what they share. Thread-safe; transactions themselves run on their strands.</summary>
internal sealed class TransactionLayer(IMessageSender sender, TimerWheel wheel, TransactionTimers timers, TimeProvider time)
{
    private readonly ConcurrentDictionary<TransactionKey, ClientTransaction> _clients = new();
    private readonly ConcurrentDictionary<TransactionKey, ServerTransaction> _servers = new();
    private readonly ConcurrentDictionary<MergeKey, TransactionKey> _merges = new();

    public TransactionTimers Timers => timers;

    public UdpOnlyPeers UdpOnly { get; } = new(time);

    public TimerWheel Wheel => wheel;

    public int ClientCount => _clients.Count;

    public int ServerCount => _servers.Count;

    /// <summary>Opens a client transaction; <see cref="ClientTransaction.Start"/> sends the request. One too large for UDP goes over TCP, and back
    /// where TCP is refused (RFC 3261 18.1.1); its top Via is changed accordingly. On the strand.</summary>
    public ClientTransaction Open(SipRequest request, SipTarget target, Strand strand, IClientTransactionUser user)
    {
        var (message, way, instead) = Form(request, target);
        ClientTransaction transaction = request.Method == SipMethods.Invite
            ? new InviteClientTransaction(request, message, instead, this, strand, way, user)
            : new NonInviteClientTransaction(request, message, instead, this, strand, way, user);
        _clients[transaction.Key] = transaction;
        sender.Expect(way.Address);
        return transaction;
    }

    /// <summary>The bytes a new client transaction sends first, and over what; sends nothing.</summary>
    public (byte[] Message, SipTarget Target, UdpInstead? Instead) Form(SipRequest request, SipTarget target)
    {
        var message = SipSerializer.Serialize(request);
        if (message.Length <= UdpInstead.LargestOverUdp || target.IsReliable || UdpOnly.Contains(target.EndPoint)) return (message, target, null);
        var tcp = SipTarget.Tcp(target.EndPoint);
        UdpInstead.SetTransport(request, tcp);
        return (SipSerializer.Serialize(request), tcp, new UdpInstead(request, target));
    }

    /// <summary>Opens a server transaction for a request that matched none. On the strand.</summary>
    public ServerTransaction Accept(SipRequest request, SipTarget remote, SipTarget source, Strand strand, IServerTransactionUser? user)
    {
        ServerTransaction transaction = request.Method == SipMethods.Invite
            ? new InviteServerTransaction(request, this, strand, remote, source, user)
            : new NonInviteServerTransaction(request, this, strand, remote, source, user);
        _servers[transaction.Key] = transaction;
        if (transaction.Merge is { } merge) _merges.TryAdd(merge, transaction.Key);
        return transaction;
    }

    /// <summary>Hands a response to its transaction; false when there is none (a late or stray one).</summary>
    public bool Receive(SipResponse response, SipTarget source)
    {
        if (!_clients.TryGetValue(TransactionKey.ForResponse(response), out var transaction)) return false;
        // 18.2.2: an answer comes over what carried the request. Another way it may be forged.
        if (transaction.Remote.Transport != source.Transport) return false;
        transaction.Strand.Run(() => transaction.OnResponse(response, source));
        return true;
    }

    /// <summary>Gives up a connection that is still being made; false when it is made: then what was sent is on its way.</summary>
    public bool Abandon(SipTarget target) => sender.Abandon(target);

    public ServerTransaction? FindServer(TransactionKey key) => _servers.GetValueOrDefault(key);

    /// <summary>True when the same request is already being served under another branch.</summary>
    public bool IsMerged(SipRequest request) =>
        MergeKey.For(request) is { } merge && _merges.TryGetValue(merge, out var key) && key != TransactionKey.ForRequest(request);

    /// <summary>The transactions that wait for a first sign of life from there.</summary>
    public IEnumerable<ClientTransaction> Waiting(SipTarget target)
    {
        foreach (var (_, transaction) in _clients)
        {
            if (IsWaiting(transaction, target)) yield return transaction;
        }
    }

    /// <summary>It has no answer yet, and its request went there.</summary>
    public static bool IsWaiting(ClientTransaction transaction, SipTarget target) =>
        transaction.IsUnanswered && (transaction.Remote.Equals(target) || target.Equals(transaction.Remote.Reconnect));

    /// <summary>Sends, and queues the trace on the strand so that it is told outside the lock, before what follows from it.</summary>
    public bool Transmit(byte[] message, SipTarget target, bool retransmission, Strand strand)
    {
        // The time before sending: the answer may be here before Send is back.
        var traced = sender.IsTraced;
        var at = traced ? time.GetUtcNow() : default;
        var sent = sender.Send(message, target, retransmission);
        if (sent && traced) strand.Post(() => sender.Trace(at, message, target, retransmission));
        return sent;
    }

    /// <summary>Sends outside any transaction and any lock: stateless answers.</summary>
    public void TransmitStateless(byte[] message, SipTarget target)
    {
        var at = time.GetUtcNow();
        if (sender.Send(message, target, retransmission: false) && sender.IsTraced) sender.Trace(at, message, target, retransmission: false);
    }

    internal void Remove(Transaction transaction)
    {
        if (transaction is ClientTransaction client)
        {
            if (_clients.TryRemove(new(client.Key, client))) sender.Unexpect(client.Remote.Address);
        }
        else if (transaction is ServerTransaction server)
        {
            _servers.TryRemove(new(server.Key, server));
            if (server.Merge is { } merge) _merges.TryRemove(new(merge, server.Key));
        }
    }
}
