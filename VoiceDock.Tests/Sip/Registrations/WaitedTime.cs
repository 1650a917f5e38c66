using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace VoiceDock.Tests.Sip.Registrations;

/// <summary>Time that stands still and tells how long somebody began to wait.</summary>
internal sealed class WaitedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public WaitedTime()
        : base(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>The next wait that began; its timer is armed by then.</summary>
    public async Task<TimeSpan> NextWaitAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _waits.Reader.ReadAsync(stop.Token);
    }
}
