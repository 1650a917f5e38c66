using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Core.Media.Loop;

/// <summary>One media thread: it owns its legs and does everything that touches them. How it waits for packets is the subclass's matter.</summary>
internal abstract class MediaLoop : IPacketSender, IDisposable
{
    /// <summary>Time between two ticks. Each leg has its turn at every fourth, so that sources do not all send at once.</summary>
    protected const int TickMs = 20 / Phases;

    private const int Phases = 4;
    private const int MaxCommands = 16384;
    private const int MostTicksAtOnce = 5 * Phases;

    private readonly CommandQueue _commands;
    private readonly List<LegCore>[] _legs = [.. Enumerable.Range(0, Phases).Select(_ => new List<LegCore>())];
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _legCount;
    private int _phase;
    private volatile bool _stopping;
    private volatile bool _ticks;

    protected MediaLoop(string name, ILogger logger)
    {
        Logger = logger;
        _commands = new CommandQueue(MaxCommands, Rouse);
        _thread = new Thread(Run) { Name = name, IsBackground = true, Priority = ThreadPriority.AboveNormal };
    }

    public int LegCount => Volatile.Read(ref _legCount);

    protected ILogger Logger { get; }

    public void Start() => _thread.Start();

    /// <summary>
    /// Has the media thread do something, in the order of the calls; waits while very many commands wait. Dropped when the loop
    /// has ended.
    /// </summary>
    public void Post(Action command) => _commands.Post(command, mayWait: Thread.CurrentThread != _thread);

    /// <summary>As <see cref="Post"/> without ever waiting, so that it may be called under a lock: for the few commands a leg's life has.</summary>
    public void PostAtOnce(Action command) => _commands.Post(command, mayWait: false);

    /// <inheritdoc/>
    public abstract bool Send(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet);

    /// <inheritdoc/>
    public abstract bool SendRtcp(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet);

    /// <summary>Ends the thread; its legs are let go. Completes when no media code runs any more.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        _commands.Close();
        return _ended.Task;
    }

    public abstract void Dispose();

    /// <summary>On the media thread: takes a leg in.</summary>
    public void Add(LegCore leg)
    {
        try
        {
            Watch(leg);
        }
        catch
        {
            Unwatch(leg);
            throw;
        }

        _legs.MinBy(legs => legs.Count)!.Add(leg);
        _legCount++;
        if (_legCount == 1) LetTick(true);
    }

    /// <summary>On the media thread: lets a leg go; false when it is not here.</summary>
    public bool Remove(LegCore leg)
    {
        if (!Array.Exists(_legs, legs => legs.Remove(leg))) return false;
        Unwatch(leg);
        _legCount--;
        if (_legCount == 0) LetTick(false);
        return true;
    }

    /// <summary>Called on the media thread before its first wait.</summary>
    protected abstract void Prepare();

    /// <summary>Waits for packets, a tick or <see cref="Wake"/>, and handles what came. Calls <see cref="RunCommands"/> before any packet.</summary>
    protected abstract void RunOnce();

    /// <summary>Ends the wait of <see cref="RunOnce"/>. From any thread.</summary>
    protected abstract void Wake();

    protected abstract void Watch(LegCore leg);

    /// <summary>Also for a leg that was watched by half or not at all.</summary>
    protected abstract void Unwatch(LegCore leg);

    protected abstract void SetTicking(bool on);

    protected void RunCommands()
    {
        while (_commands.Next() is { } command)
        {
            try
            {
                command();
            }
            catch (Exception e)
            {
                Logger.LogError(e, "A command on {Thread} failed", _thread.Name);
            }
        }
    }

    /// <summary>Gives the legs their turns. After a stall a far end gets what it missed, up to 100 ms.</summary>
    protected void Tick(long expirations)
    {
        for (var i = Math.Min(expirations, MostTicksAtOnce); i > 0; i--)
        {
            _phase = (_phase + 1) % Phases;
            var legs = _legs[_phase];
            for (var n = legs.Count - 1; n >= 0; n--) legs[n].Tick();
        }
    }

    // While it ticks it looks at its commands each 5 ms and before each packet anyway: a switch of threads for every command costs a call more
    // than its audio does. Nothing is heard of that: what a leg plays waits for the leg's own tick, and packets wait in their socket.
    private void Rouse()
    {
        if (!_ticks || _stopping) Wake();
    }

    // The commands are looked at once more after this (RunCommands runs until none waits), and the fence makes sure that of a command posted now
    // either that look finds it or its poster finds the loop not ticking.
    private void LetTick(bool on)
    {
        if (on) SetTicking(true);
        _ticks = on;
        Interlocked.MemoryBarrier();
        if (!on) SetTicking(false);
    }

    private void Run()
    {
        try
        {
            Prepare();
            while (!_stopping) RunOnce();
        }
        catch (Exception e)
        {
            Logger.LogCritical(e, "{Thread} has ended; its calls have no media any more", _thread.Name);
        }

        _commands.Close();
        RunCommands();
        foreach (var leg in _legs.SelectMany(legs => legs)) Unwatch(leg);
        _legCount = 0;
        _ended.SetResult();
    }
}
