using VoiceDock.Core.Calls;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Calls.Live;

/// <summary>Over which trunk a transfer of a call would go, or why none and what to do.</summary>
/// <param name="Problem">A sentence; null when there is an active trunk.</param>
/// <param name="FixHref">Where that is put right.</param>
/// <param name="FixLabel">The words of that link.</param>
public sealed record TransferRoute(Trunk? Trunk, string? Problem = null, string? FixHref = null, string? FixLabel = null)
{
    public static TransferRoute Of(CallView call, NumberDirectory numbers, TrunkDirectory trunks)
    {
        if (call.NumberId is not { } id || numbers.Find(id) is not { } number)
            return new(null, $"{CallWords.Called(call)} is not registered here any more, so no trunk is known for it. Register it again.", "/numbers", "Open Numbers");
        if (number.TransferTrunkId is not { } trunkId || trunks.Find(trunkId) is not { } trunk)
            return new(null, $"{CallWords.Called(call)} has no transfer trunk, so there is no way to your phone system. Choose one for this number.", "/numbers", "Choose a trunk");
        return trunk.IsActive
            ? new(trunk)
            : new(null, $"The transfer trunk '{trunk.Name}' is switched off. Switch it on, or choose another for {CallWords.Called(call)}.", $"/trunks/{trunk.Id}", "Open the trunk");
    }
}
