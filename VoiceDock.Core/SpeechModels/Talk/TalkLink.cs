using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// One connection to a model, once it is open: sends what the call wants and the caller says, reads what comes. What comes is handed on in order by one task, which
/// also says when it is over. Thread-safe.
/// </summary>
internal sealed class TalkLink(WebSocket socket, TalkEars ears, TalkAudio audio, ILogger log) : IDisposable
{
    private const int LargestEvent = 1 << 20;
    private const int MostBadEvents = 50;

    // 80 ms at most: after a pause of the sender it catches up in steps.
    private const int MostSamples = 640;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(40);
    private static readonly byte[] AudioHead = "{\"type\":\"input_audio_buffer.append\",\"audio\":\""u8.ToArray();

    private readonly Channel<byte[]> _outbox = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private volatile bool _hears;

    public TalkAudio Audio => audio;

    /// <summary>Sends a message, after those before it; never waits.</summary>
    public void Send(byte[] message) => _outbox.Writer.TryWrite(message);

    /// <summary>Sends what the caller says from now on.</summary>
    public void Hear()
    {
        ears.Restart();
        _hears = true;
    }

    /// <summary>Runs the connection until it ends or is disposed.</summary>
    /// <param name="taken">Called for every event that was understood, in order.</param>
    public async Task RunAsync(Action<TalkEvent> taken, TimeProvider time)
    {
        var sending = Task.WhenAll(SendMessagesAsync(), SendAudioAsync(time));
        try
        {
            await ReadAsync(taken);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            log.LogDebug("The connection to the speech model ended: {Reason}", fault.Message);
        }
        finally
        {
            await _over.CancelAsync();
            await sending;
        }
    }

    public void Dispose()
    {
        if (!_over.IsCancellationRequested) _over.Cancel();
        socket.Abort();
    }

    private async Task ReadAsync(Action<TalkEvent> taken)
    {
        var buffer = new byte[16 * 1024];
        var (length, bad) = (0, 0);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), _over.Token);
            if (part.MessageType == WebSocketMessageType.Close) return;
            length += part.Count;
            if (part.EndOfMessage)
            {
                if (!TryTake(buffer.AsSpan(0, length), taken) && ++bad > MostBadEvents) throw new WebSocketException("too many messages that are no events");
                length = 0;
            }
            else if (length == buffer.Length)
            {
                if (length >= LargestEvent) throw new WebSocketException("a message is too large");
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private bool TryTake(ReadOnlySpan<byte> message, Action<TalkEvent> taken)
    {
        try
        {
            taken(TalkEvent.Read(message));
            return true;
        }
        catch (JsonException)
        {
            // What it says is not logged: it may be what somebody said.
            log.LogWarning("The speech model sent {Length} bytes that are no event; they are passed over", message.Length);
            return false;
        }
    }

    private async Task SendMessagesAsync()
    {
        try
        {
            await foreach (var message in _outbox.Reader.ReadAllAsync(_over.Token))
                await SendAsync(message);
        }
        catch (Exception fault) when (IsEnd(fault))
        {
            await _over.CancelAsync();
        }
    }

    private async Task SendAudioAsync(TimeProvider time)
    {
        var heard = new byte[MostSamples];
        var wire = new byte[MostSamples * TalkAudio.MostGrowth];
        var message = new byte[AudioHead.Length + Base64.GetMaxEncodedToUtf8Length(wire.Length) + 2];
        AudioHead.CopyTo(message, 0);
        using var clock = new PeriodicTimer(Every, time);
        try
        {
            while (await clock.WaitForNextTickAsync(_over.Token))
            {
                while (_hears && ears.Take(heard) is > 0 and var count)
                {
                    var length = audio.ToServer(heard.AsSpan(0, count), wire);
                    Base64.EncodeToUtf8(wire.AsSpan(0, length), message.AsSpan(AudioHead.Length), out _, out var written);
                    (message[AudioHead.Length + written], message[AudioHead.Length + written + 1]) = ((byte)'"', (byte)'}');
                    await SendAsync(message.AsMemory(0, AudioHead.Length + written + 2));
                }
            }
        }
        catch (Exception fault) when (IsEnd(fault))
        {
            await _over.CancelAsync();
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        await _turn.WaitAsync(_over.Token);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _over.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static bool IsEnd(Exception fault) => fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
