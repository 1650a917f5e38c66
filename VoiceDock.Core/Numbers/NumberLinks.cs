using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>Tells trunks and assistants how many numbers use them, and lets go when one is deleted.</summary>
internal sealed class NumberLinks(NumberLoader loader, TimeProvider time) : ITrunkUsage, IAssistantUsage
{
    async Task<IReadOnlyDictionary<Guid, int>> ITrunkUsage.CountAsync(VoiceDockDb db, CancellationToken ct) =>
        await db.Set<Number>().Where(n => n.TransferTrunkId != null).GroupBy(n => n.TransferTrunkId!.Value)
            .Select(g => new { Id = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Id, g => g.Count, ct);

    Task<int> ITrunkUsage.ReleaseAsync(VoiceDockDb db, Guid trunkId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<Number>().Where(n => n.TransferTrunkId == trunkId)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.TransferTrunkId, (Guid?)null).SetProperty(n => n.UpdatedAt, now), ct);
    }

    Task<int> IAssistantUsage.ReleaseAsync(VoiceDockDb db, Guid assistantId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<Number>().Where(n => n.AssistantId == assistantId)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.AssistantId, (Guid?)null).SetProperty(n => n.UpdatedAt, now), ct);
    }

    Task ITrunkUsage.ReleasedAsync(CancellationToken ct) => loader.LoadAsync(ct);

    Task IAssistantUsage.ReleasedAsync(CancellationToken ct) => loader.LoadAsync(ct);
}
