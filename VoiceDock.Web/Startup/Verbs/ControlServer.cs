using System.Net.Sockets;
using VoiceDock.Core.Storage;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>
/// Lets verbs ask the running program: it alone holds the data keys in memory, so a second process that changed them beside it would leave it with
/// secrets it cannot open. One question per connection; a connection that says nothing for 10 s is closed.
/// </summary>
internal sealed partial class ControlServer(PreparedStorage storage, LiveVerbs verbs, ILogger<ControlServer> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private Socket? _socket;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket = ControlSocket.Listen(storage.Folder);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            LogNone(logger, e, storage.Folder);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_socket is null) return;
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _socket.AcceptAsync(stoppingToken);
                open.RemoveAll(t => t.IsCompleted);
                open.Add(ServeAsync(client, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
        finally
        {
            await Task.WhenAll(open);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_socket is null) return;
        _socket.Dispose();
        File.Delete(Path.Combine(storage.Folder, ControlSocket.FileName));
    }

    private async Task ServeAsync(Socket client, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(client, ownsSocket: true);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            patience.CancelAfter(Patience);
            if (await ControlMessage.ReceiveAsync(stream, patience.Token) is not { Verb: { } verb } question) return;
            if (!Enum.TryParse<VerbKind>(verb, out var kind) || kind is VerbKind.KeysReset or VerbKind.Restore || (kind == VerbKind.UsersReset && question.Person is null)) throw new InvalidDataException($"'{verb}' is not for a running program.");
            var output = new SocketOutput(stream);
            var exit = await verbs.RunAsync(new VerbCall(kind, question.Path, Person: question.Person), output, stopping);
            if (!output.IsFileOpen) await new ControlMessage(Exit: exit).SendAsync(stream, stopping);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException or OperationCanceledException)
        {
            // Whoever asked went away, said nothing or nonsense, or the program stops.
            LogBroken(logger, e);
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no control socket in {Folder}: keys, backup and restore commands work only while VoiceDock is stopped.")]
    private static partial void LogNone(ILogger logger, Exception e, string folder);

    [LoggerMessage(LogLevel.Debug, "A question over the control socket was broken off.")]
    private static partial void LogBroken(ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Error, "A question over the control socket failed.")]
    private static partial void LogFailed(ILogger logger, Exception e);

    private sealed class SocketOutput(Stream stream) : IVerbOutput
    {
        public bool IsFileOpen { get; private set; }

        public Task SayAsync(string line, CancellationToken ct) => new ControlMessage(Say: line).SendAsync(stream, ct);

        public async Task<Stream> OpenFileAsync(CancellationToken ct)
        {
            await new ControlMessage(File: true).SendAsync(stream, ct);
            IsFileOpen = true;
            return stream;
        }
    }
}
