using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// One TCP or TLS connection, opened by us or accepted. Sending only queues: a peer that does not read delays nobody else, and loses its
/// connection when its queue is full. <see cref="TrySend"/>, <see cref="Close"/> and <see cref="Sweep"/> are thread-safe.
/// </summary>
internal sealed class SipConnection
{
    private static readonly byte[] Ping = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Pong = "\r\n"u8.ToArray();
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LaneRest = TimeSpan.FromMilliseconds(5);

    private readonly Socket _socket;
    private readonly Func<Socket, CancellationToken, Task<Stream>> _setUp;
    private readonly IConnectionOwner _owner;
    private readonly SipConnectionLimits _limits;
    private readonly TimeProvider _time;
    private readonly StreamFramer _framer;
    private readonly Channel<byte[]> _outgoing;
    private readonly CancellationTokenSource _closing = new();
    private readonly Deadline _message, _sending, _lingering;
    private TransportFault? _fault;
    private long _lastMessage, _lastIn, _lastPing;
    private bool _heard;

    /// <param name="remote">What it is found by; <see cref="SipTarget.IsAccepted"/> when the other side opened it.</param>
    /// <param name="socket">Becomes the connection's.</param>
    /// <param name="setUp">Connects, or shakes hands, and gives the stream to use.</param>
    public SipConnection(SipTarget remote, Socket socket, Func<Socket, CancellationToken, Task<Stream>> setUp, IConnectionOwner owner,
        SipConnectionLimits limits, int maxMessageBytes, TimeProvider time)
    {
        (Remote, _socket, _setUp, _owner, _limits, _time) = (remote, socket, setUp, owner, limits, time);
        _framer = new StreamFramer(maxMessageBytes);
        _outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(limits.MaxQueued) { SingleReader = true });
        (_message, _sending, _lingering) = (new(time, limits.MessageTime), new(time, limits.SendTime), new(time, Linger));
        _lastMessage = _lastIn = _lastPing = time.GetTimestamp();
        if (remote.IsAccepted) _message.Start();
    }

    public SipTarget Remote { get; }

    /// <summary>The port of our end.</summary>
    public int LocalPort => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>True once connected and, for TLS, proven.</summary>
    public bool IsEstablished { get; private set; }

    /// <summary>What the other side proved itself with, once established; null without TLS, and for accepted connections.</summary>
    public ConnectionCertificate? Certificate { get; private set; }

    /// <summary>Ends when everything is over.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Once.</summary>
    public void Start() => Done = Task.Run(RunAsync);

    /// <summary>Queues it, also while the connection is still being made. False: it is closing, or the other side does not read (then it closes).</summary>
    public bool TrySend(byte[] bytes)
    {
        if (_closing.IsCancellationRequested) return false;
        if (_outgoing.Writer.TryWrite(bytes))
        {
            if (bytes.Length > Ping.Length) Volatile.Write(ref _lastMessage, _time.GetTimestamp());
            return true;
        }

        Close(new TransportFault(TransportFaultKind.Timeout, $"{Remote} takes no bytes"));
        return false;
    }

    /// <summary>Closes at once; what is queued is lost.</summary>
    /// <param name="fault">Null when nothing is wrong.</param>
    public void Close(TransportFault? fault)
    {
        if (fault is not null) Interlocked.CompareExchange(ref _fault, fault, null);
        _closing.Cancel();
    }

    /// <summary>Takes no more messages and closes when what is queued has been sent.</summary>
    public void Finish() => _outgoing.Writer.TryComplete();

    /// <summary>Closes what has run out of time and keeps alive what is quiet. Called about once a second.</summary>
    /// <param name="inUse">Somebody waits for messages from there.</param>
    public void Sweep(bool inUse)
    {
        if (_sending.IsOver) Close(new TransportFault(TransportFaultKind.Timeout, $"{Remote} takes no bytes"));
        else if (_message.IsOver || _lingering.IsOver || (!inUse && IsIdle)) Close(null);
        else if (!Remote.IsAccepted && IsEstablished && _time.GetElapsedTime(_lastPing) >= _limits.PingEvery)
        {
            _lastPing = _time.GetTimestamp();
            TrySend(Ping);
        }
    }

    private bool IsIdle => Remote.IsAccepted
        ? _time.GetElapsedTime(Volatile.Read(ref _lastIn)) >= _limits.IdleAccepted
        : _time.GetElapsedTime(Volatile.Read(ref _lastMessage)) >= _limits.IdleOwn;

    private async Task RunAsync()
    {
        try
        {
            await using var stream = await SetUpAsync().ConfigureAwait(false);
            Certificate = TlsHandshake.CertificateOf(stream);
            IsEstablished = true;
            var writing = WriteAsync(stream);
            try
            {
                await ReadAsync(stream).ConfigureAwait(false);
                Close(new TransportFault(TransportFaultKind.Broken, $"{Remote} closed the connection"));
            }
            catch (Exception e) when (IsExpected(e))
            {
                CloseBecause(e);
            }

            await writing.ConfigureAwait(false);
        }
        catch (AuthenticationException e)
        {
            Close(new TransportFault(TransportFaultKind.Tls, e.Message));
        }
        catch (Exception e) when (IsExpected(e))
        {
            CloseBecause(e);
        }
        finally
        {
            await _closing.CancelAsync().ConfigureAwait(false);
            _socket.Dispose();
            _owner.OnClosed(this, _fault);
        }
    }

    private async Task<Stream> SetUpAsync()
    {
        using var patience = new CancellationTokenSource(_limits.ConnectTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _closing.Token);
        try
        {
            return await _setUp(_socket, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            Close(_socket.Connected && Remote.Transport == SipTransportKind.Tls
                ? new TransportFault(TransportFaultKind.Tls, $"{Remote} does not answer the TLS handshake; does it speak TLS on that port?")
                : new TransportFault(TransportFaultKind.Timeout, $"No connection to {Remote} within {_limits.ConnectTime.TotalSeconds:0.#} s"));
            throw;
        }
    }

    private async Task WriteAsync(Stream stream)
    {
        try
        {
            await foreach (var bytes in _outgoing.Reader.ReadAllAsync(_closing.Token).ConfigureAwait(false))
            {
                _sending.Start();
                await stream.WriteAsync(bytes, _closing.Token).ConfigureAwait(false);
                _sending.Stop();
            }

            await _closing.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsExpected(e))
        {
            CloseBecause(e);
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        while (true)
        {
            var count = await stream.ReadAsync(_framer.Free(), _closing.Token).ConfigureAwait(false);
            if (count == 0) return;
            _framer.Advance(count);
            Volatile.Write(ref _lastIn, _time.GetTimestamp());
            await TakeFramesAsync().ConfigureAwait(false);
            if (!_framer.IsEmpty) _message.StartUnlessRunning();
            else if (_heard || !Remote.IsAccepted) _message.Stop();
        }
    }

    private async ValueTask TakeFramesAsync()
    {
        while (true)
        {
            switch (_framer.TryRead(out var frame))
            {
                case StreamFrame.None:
                    return;
                case StreamFrame.Ping:
                    TrySend(Pong);
                    _owner.OnPing(this);
                    break;
                case StreamFrame.Message:
                    _heard = true;
                    _message.Stop();
                    Volatile.Write(ref _lastMessage, _time.GetTimestamp());
                    // Nobody may be dropped here: nothing comes again on a stream. The other side waits until the lanes have room.
                    while (!_owner.OnMessage(this, frame.Span)) await Task.Delay(LaneRest, _time, _closing.Token).ConfigureAwait(false);
                    break;
                default:
                    _owner.OnBroken(this, frame.Span);
                    _lingering.Start();
                    await Task.Delay(Timeout.InfiniteTimeSpan, _time, _closing.Token).ConfigureAwait(false);
                    return;
            }
        }
    }

    private static bool IsExpected(Exception e) => e is SocketException or IOException or OperationCanceledException or ObjectDisposedException;

    private void CloseBecause(Exception e) =>
        Close(_closing.IsCancellationRequested ? null : TransportFault.For(Remote, e.InnerException as SocketException ?? e, IsEstablished));
}
