using System.Collections.Concurrent;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>
/// A PBX on one socket that does what the case in play says, and by itself only what every phone does: it answers BYE, CANCEL and OPTIONS. Killing it closes
/// the socket without a word.
/// </summary>
internal sealed class MatrixPbx : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, MatrixLeg> _legs = [];
    private readonly HashSet<string> _seen = [];
    private readonly Task _reading;
    private volatile bool _stop;

    public MatrixPbx() => _reading = Task.Run(ReadAsync);

    public ScriptedPhone Phone { get; } = new();

    public int Port => Phone.Address.Port;

    /// <summary>Plays a new INVITE.</summary>
    public Func<MatrixLeg, Task> Play { get; set; } = leg => Task.FromResult(leg.Reply("500 Nothing Is Played"));

    /// <summary>Everything else: REFER, and responses.</summary>
    public Action<WireMessage> Other { get; set; } = _ => { };

    /// <summary>Every INVITE since <see cref="Clear"/>.</summary>
    public IReadOnlyCollection<MatrixLeg> Legs => [.. _legs.Values];

    /// <summary>What went wrong in a play.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = [];

    public void Clear() => _legs.Clear();

    public async Task KillAsync()
    {
        _stop = true;
        await _reading;
        Phone.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task ReadAsync()
    {
        while (!_stop)
        {
            if (await Phone.TryReceiveAsync(Look) is { } message && _seen.Add(message.Text))
                On(message);
        }
    }

    private void On(WireMessage message)
    {
        switch (message.IsResponse ? "" : message.Method)
        {
            case "INVITE" when message.ToTag is null:
                var leg = _legs[message.Branch] = new MatrixLeg(this, message);
                _ = PlayAsync(leg);
                break;
            case "ACK":
                Each(message, l => l.OnAck());
                break;
            case "CANCEL":
                Phone.Reply(message, "200 OK");
                Each(message, l => l.OnCancel());
                break;
            case "BYE" when _legs.Values.Any(l => IsOf(l, message)):
                Phone.Reply(message, "200 OK", null);
                Each(message, l => l.OnBye());
                break;
            case "OPTIONS":
                Phone.Reply(message, "200 OK");
                break;
            default:
                Other(message);
                break;
        }
    }

    // The ACK to a 2xx has a branch of its own: the leg is known by dialog and number then.
    private void Each(WireMessage message, Action<MatrixLeg> what)
    {
        foreach (var leg in _legs.Values.Where(l => IsOf(l, message) && (message.Method == "BYE" || l.Invite.CSeq == message.CSeq)))
            what(leg);
    }

    private static bool IsOf(MatrixLeg leg, WireMessage message) => leg.Invite.Header("Call-ID") == message.Header("Call-ID");

    private async Task PlayAsync(MatrixLeg leg)
    {
        try
        {
            await Play(leg);
        }
        catch (Exception fault)
        {
            Faults.Enqueue(fault);
        }
    }
}
