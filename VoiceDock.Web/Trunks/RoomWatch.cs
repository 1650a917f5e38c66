using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Web.Trunks;

/// <summary>Tells of changed trunks and numbers, and of REFERs that ended, until disposed.</summary>
internal sealed class RoomWatch : IDisposable
{
    private readonly TrunkDirectory _trunks;
    private readonly NumberDirectory _numbers;
    private readonly ReferRecord _refers;
    private readonly Action _changed;

    public RoomWatch(TrunkDirectory trunks, NumberDirectory numbers, ReferRecord refers, Action changed)
    {
        (_trunks, _numbers, _refers, _changed) = (trunks, numbers, refers, changed);
        _trunks.Changed += OnTrunk;
        _numbers.Changed += changed;
        _refers.Noted += OnRefer;
    }

    public void Dispose()
    {
        _trunks.Changed -= OnTrunk;
        _numbers.Changed -= _changed;
        _refers.Noted -= OnRefer;
    }

    private void OnRefer(Guid trunkId) => _changed();

    private void OnTrunk(TrunkChange change) => _changed();
}
