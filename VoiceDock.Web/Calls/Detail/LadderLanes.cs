using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>One upright line of the ladder.</summary>
/// <param name="Address">Null: nothing was seen of it.</param>
public sealed record LadderLane(string Title, string? Address, string? Transport);

/// <summary>
/// Who stands where on the ladder: the caller, VoiceDock, and each destination's address once. Further tries at the same address stay in its lane.
/// </summary>
public sealed class LadderLanes
{
    /// <summary>VoiceDock's own lane.</summary>
    public const int Us = 1;

    private readonly Dictionary<string, int> _laneOf = [];

    public LadderLanes(CallLadder ladder, CallView call)
    {
        var caller = ladder.Legs.FirstOrDefault(l => l.Name == LadderLeg.Caller);
        List<LadderLane> lanes = [new("Caller", caller?.Remote, caller?.Transport), new("VoiceDock", ladder.Legs.Count > 0 ? ladder.Legs[0].Local : null, null)];
        _laneOf[LadderLeg.Caller] = 0;
        foreach (var leg in ladder.Legs.Where(l => l.Name != LadderLeg.Caller))
        {
            var known = lanes.FindIndex(Us + 1, l => l.Address == leg.Remote && l.Transport == leg.Transport);
            _laneOf[leg.Name] = known < 0 ? lanes.Count : known;
            if (known < 0)
                lanes.Add(new LadderLane(TrunkAt(call, leg.Remote) ?? "Destination", leg.Remote, leg.Transport));
        }
        All = lanes;
    }

    /// <summary>From left to right.</summary>
    public IReadOnlyList<LadderLane> All { get; }

    /// <summary>The lane of a leg's far end; VoiceDock's where there is none.</summary>
    public int Of(string? leg) => leg is not null && _laneOf.TryGetValue(leg, out var lane) ? lane : Us;

    private static string? TrunkAt(CallView call, string address) =>
        call.Transfers.FirstOrDefault(t => t.Attempts.Any(a => a.Target == address && a.TrunkId == t.TrunkId))?.TrunkName;
}
