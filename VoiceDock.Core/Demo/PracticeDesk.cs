using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Security;
using VoiceDock.Core.Speech;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Demo;

/// <summary>
/// Starts and stops the practice PBX, and lets practice callers in. While it runs there is a trunk marked practice; stopping deletes that trunk.
/// Thread-safe.
/// </summary>
public sealed class PracticeDesk(
    TrunkStore trunks, OutboundTargetGuard guard, ISipStack sip, ISpeech speech, Permits permits, AuditLog audit, TimeProvider time,
    ILoggerFactory logs) : IAsyncDisposable
{
    private const string Sentence = "Hello, I would like to speak to somebody, please.";

    /// <summary>Callers at once: the one that comes by itself and two by button.</summary>
    public const int MostCallers = 3;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _callersLock = new();
    private readonly List<PracticeCaller> _callers = [];
    private PracticePbx? _pbx;
    private IDisposable? _admission;
    private int _nextCaller;
    private AudioClip? _sentence;

    /// <summary>The trunk of the running practice PBX; null while it does not run.</summary>
    public Trunk? Trunk { get; private set; }

    public bool IsRunning => Trunk is not null;

    /// <summary>The running PBX's extensions.</summary>
    public IReadOnlyList<PracticeExtension> Extensions => _pbx?.Extensions ?? [];

    /// <summary>How many practice callers are on the line.</summary>
    public int Callers
    {
        get
        {
            lock (_callersLock)
                return _callers.Count;
        }
    }

    /// <summary>An extension answered; on a SIP thread.</summary>
    public event Action<PracticeAnswered>? Answered;

    /// <summary>Starts the PBX on a free loopback port and makes its trunk; when it runs already, that trunk.</summary>
    /// <returns>Or <c>practice_port</c>; <c>forbidden</c> for who may not add trunks.</returns>
    public async Task<Result<Trunk>> StartAsync(Actor by, CancellationToken cancellation)
    {
        if (permits.Refusal(by, Role.Admin, "practice.start") is { } forbidden)
            return forbidden;
        await _gate.WaitAsync(cancellation);
        try
        {
            if (Trunk is not null)
                return Trunk;
            var started = await StartNewAsync(cancellation);
            if (started.IsOk)
                audit.Note(by, "practice.start", new AuditObject("trunk", started.Value.Id, started.Value.Name));
            return started;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Hangs practice callers up, stops the PBX, deletes its trunk.</summary>
    /// <returns>Or <c>forbidden</c> for who may not delete trunks.</returns>
    public async Task<Result> StopAsync(Actor by, CancellationToken cancellation)
    {
        if (permits.Refusal(by, Role.Admin, "practice.stop") is { } forbidden)
            return forbidden;
        await _gate.WaitAsync(cancellation);
        try
        {
            var trunk = Trunk;
            await StopPeersAsync();
            if (trunk is not null)
            {
                await trunks.DeleteAsync(trunk.Id, Actor.System, cancellation);
                audit.Note(by, "practice.stop", new AuditObject("trunk", trunk.Id, trunk.Name));
            }
            return Result.Ok;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets a practice caller dial one of our numbers.</summary>
    /// <param name="talks">It hears the other side out and then says a sentence, for an assistant that listens; else it hums.</param>
    /// <returns>Or <c>practice_not_running</c>, <c>practice_callers</c>; <c>forbidden</c> for who may not control calls.</returns>
    public Result<PracticeCaller> Call(string number, Actor by, bool talks = false)
    {
        if (permits.Refusal(by, Role.Operator, "practice.call") is { } forbidden)
            return forbidden;
        if (_pbx is not { } pbx || sip.Address is not { } address)
            return DemoErrors.NotRunning;
        lock (_callersLock)
        {
            if (_callers.Count >= MostCallers)
                return DemoErrors.EnoughCallers;
            var (callerNumber, name) = DemoPeople.All[_nextCaller++ % DemoPeople.All.Count];
            var caller = pbx.Call(new IPEndPoint(IPAddress.Loopback, address.Port), number, callerNumber, name, talks ? _sentence : null);
            _callers.Add(caller);
            if (by.Type != ActorType.System)
                audit.Note(by, "practice.call", new AuditObject("number", null, number));
            _ = ForgetAsync(caller);
            return caller;
        }
    }

    public async ValueTask DisposeAsync() => await StopPeersAsync();

    private async Task<Result<Trunk>> StartNewAsync(CancellationToken cancellation)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var pbx = new PracticePbx(new PracticeOptions { Username = "voicedock", Password = password }, time, logs);
        try
        {
            pbx.Start();
        }
        catch (SocketException fault)
        {
            await pbx.DisposeAsync();
            return DemoErrors.CannotListen(fault.Message);
        }
        var admission = guard.Admit(pbx.Address);
        var made = await trunks.CreatePracticeAsync(Input(pbx.Address, password), cancellation);
        if (!made.IsOk)
        {
            admission.Dispose();
            await pbx.DisposeAsync();
            return made.Error;
        }
        _sentence = AudioClip.FromSamples(await speech.RenderSamplesAsync(Sentence, cancellation));
        pbx.Answered += answered => Answered?.Invoke(answered);
        (_pbx, _admission, Trunk) = (pbx, admission, made.Value);
        return made.Value;
    }

    private static TrunkInput Input(IPEndPoint address, string password)
    {
        var input = TrunkInput.From(TrunkPresets.For("freepbx"));
        input.Name = "Practice PBX";
        input.Host = address.Address.ToString();
        input.Port = address.Port;
        input.Username = "voicedock";
        input.Password = password;
        input.RingTimeoutSeconds = 15;
        return input;
    }

    private async Task StopPeersAsync()
    {
        var pbx = _pbx;
        (_pbx, Trunk) = (null, null);
        List<PracticeCaller> callers;
        lock (_callersLock)
            callers = [.. _callers];
        callers.ForEach(c => c.HangUp());
        _admission?.Dispose();
        if (pbx is not null)
            await pbx.DisposeAsync();
    }

    private async Task ForgetAsync(PracticeCaller caller)
    {
        await caller.Over;
        lock (_callersLock)
            _callers.Remove(caller);
    }
}
