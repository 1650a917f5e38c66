using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Interop;

/// <summary>A SIP peer that answers by method as it is told, and lets pass what it was not told about.</summary>
internal sealed class TemperedPeer : IAsyncDisposable
{
    private readonly ScriptedPhone _phone;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _options;

    public TemperedPeer(int port = 0)
    {
        _phone = new ScriptedPhone(port: port);
        _serving = ServeAsync();
    }

    public int Port => _phone.Address.Port;

    /// <summary>Answer to OPTIONS; null: none.</summary>
    public string? ToOptions { get; set; } = "200 OK";

    /// <summary>Answer to INVITE; null: none.</summary>
    public string? ToInvite { get; set; } = "486 Busy Here";

    public int OptionsSeen => Volatile.Read(ref _options);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _phone.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (await _phone.TryReceiveAsync(TimeSpan.FromMilliseconds(100)) is not { IsResponse: false } request) continue;
            if (request.Method == "OPTIONS") Interlocked.Increment(ref _options);
            var answer = request.Method switch { "OPTIONS" => ToOptions, "INVITE" => ToInvite, _ => null };
            if (answer is not null) _phone.Reply(request, answer);
        }
    }
}
