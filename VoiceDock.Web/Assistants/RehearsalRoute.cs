using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Assistants;

/// <summary>A trunk on which destinations can be rehearsed.</summary>
/// <param name="Words">How the choice reads: "Main line, over Office PBX".</param>
public sealed record RehearsalRoute(string Words, Trunk Trunk)
{
    /// <summary>The numbers this assistant answers come first, each with its trunk; then trunks none of them uses.</summary>
    /// <param name="assistantId">Null for an assistant that is not saved yet.</param>
    public static IReadOnlyList<RehearsalRoute> All(Guid? assistantId, NumberDirectory numbers, TrunkDirectory trunks)
    {
        var own = numbers.All.Where(n => assistantId is not null && n.AssistantId == assistantId)
            .Select(n => (Number: n, Trunk: n.TransferTrunkId is { } id ? trunks.Find(id) : null)).Where(p => p.Trunk is not null).ToList();
        var used = own.Select(p => p.Trunk!.Id).ToHashSet();
        return
        [
            .. own.Select(p => new RehearsalRoute($"{PhoneNumber.ToReadable(p.Number.Label)}, over {p.Trunk!.Name}", p.Trunk)),
            .. trunks.All.Where(t => !used.Contains(t.Id)).Select(t => new RehearsalRoute($"Trunk {t.Name}", t)),
        ];
    }
}
