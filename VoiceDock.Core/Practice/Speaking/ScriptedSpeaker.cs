using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Practice.Speaking;

/// <summary>
/// A speech model for practice: a real server of the realtime protocol on loopback that follows a script, and says so. It hears when somebody speaks, answers,
/// and calls the functions it is offered, so the whole way of a call that is answered by a model is walked without any cloud. Thread-safe.
/// </summary>
public sealed class ScriptedSpeaker(ISpeech speech, ILogger<ScriptedSpeaker> log) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>What it says first.</summary>
    public static string Greeting => SpeakerScript.Greeting;

    /// <summary>Where it listens, once started.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Binds a free port.</summary>
    /// <exception cref="SocketException">There is none.</exception>
    public void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> conversations = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                conversations.RemoveAll(c => c.IsCompleted);
                conversations.Add(ConverseAsync(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException
            || (fault is InvalidOperationException && _stop.IsCancellationRequested)) // stopped between two waits: it is not listening any more
        {
            log.LogDebug("The scripted speaker takes no more conversations");
        }

        await Task.WhenAll(conversations);
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using var held = client;
        try
        {
            client.NoDelay = true;
            using var socket = await WebSocketDoor.OpenAsync(client.GetStream(), _stop.Token);
            if (socket is not null) await new SpeakerConversation(socket, speech).RunAsync(_stop.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            log.LogDebug(fault, "A conversation of the scripted speaker ended");
        }
    }
}
