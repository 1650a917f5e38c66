using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

/// <summary>One counted call over a trunk. What is never begun is not counted; its time runs until it is disposed. Not thread-safe.</summary>
internal sealed class TollLeg(TrunkGauge gauge, DateOnly day, Trunk trunk, TollAlerts alerts, TimeProvider time) : IDisposable
{
    private bool _isBegun, _isTimed, _isOver;
    private long? _answeredAt;

    /// <summary>Its INVITE has left; called again for the next address of the same call.</summary>
    /// <param name="timed">False where somebody else has the call, and nobody here knows how long it lasts.</param>
    public void Begin(bool timed = true)
    {
        if (_isBegun || _isOver) return;
        (_isBegun, _isTimed) = (true, timed);
        if (timed) gauge.Begin();
    }

    public void Answered() => _answeredAt ??= time.GetTimestamp();

    /// <summary>It ended before an answer, and not because it was called off.</summary>
    public void Failed()
    {
        if (_isBegun && !_isOver && _answeredAt is null) alerts.NoteFailed(trunk);
    }

    /// <summary>Whoever was asked does not place such calls: none was made.</summary>
    public void Withdraw()
    {
        if (!_isBegun || _isOver) return;
        Stop();
        _isBegun = false;
    }

    public void Dispose()
    {
        if (_isOver) return;
        if (_answeredAt is { } at && time.GetElapsedTime(at) < TollAlerts.ShortCall) alerts.NoteShort(trunk);
        Stop();
        _isOver = true;
        if (!_isBegun) gauge.Uncount(day);
    }

    private void Stop()
    {
        if (_isTimed) gauge.End();
        _isTimed = false;
    }
}
