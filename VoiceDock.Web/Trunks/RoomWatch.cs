using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Tells of changed trunks and numbers until disposed.</summary>
internal sealed class RoomWatch : IDisposable
{
    private readonly TrunkDirectory _trunks;
    private readonly NumberDirectory _numbers;
    private readonly Action _changed;

    public RoomWatch(TrunkDirectory trunks, NumberDirectory numbers, Action changed)
    {
        (_trunks, _numbers, _changed) = (trunks, numbers, changed);
        _trunks.Changed += OnTrunk;
        _numbers.Changed += changed;
    }

    public void Dispose()
    {
        _trunks.Changed -= OnTrunk;
        _numbers.Changed -= _changed;
    }

    private void OnTrunk(TrunkChange change) => _changed();
}
