using System.Diagnostics;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Notes how long the machine itself kept a thread waiting that only wants to run, so that a busy machine is not taken for a hang.</summary>
internal sealed class StallMeter : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _stop;
    private long _longest;

    public StallMeter()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The longest wait since <see cref="Reset"/>.</summary>
    public TimeSpan Longest => TimeSpan.FromTicks(Volatile.Read(ref _longest));

    public void Reset() => Volatile.Write(ref _longest, 0);

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
    }

    private void Run()
    {
        for (var last = Stopwatch.GetTimestamp(); !_stop; last = Stopwatch.GetTimestamp())
        {
            Thread.Sleep(5);
            var waited = Stopwatch.GetElapsedTime(last);
            if (waited.Ticks > Volatile.Read(ref _longest)) Volatile.Write(ref _longest, waited.Ticks);
        }
    }
}
