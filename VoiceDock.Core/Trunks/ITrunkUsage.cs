using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks;

/// <summary>Port: what refers to trunks, told here so that this room need not know it. Implemented by the numbers.</summary>
internal interface ITrunkUsage
{
    /// <summary>How many things use each trunk.</summary>
    Task<IReadOnlyDictionary<Guid, int>> CountAsync(VoiceDockDb db, CancellationToken ct);

    /// <summary>Lets go of a trunk that is being deleted, in the transaction of <paramref name="db"/>.</summary>
    /// <returns>How many things used it.</returns>
    Task<int> ReleaseAsync(VoiceDockDb db, Guid trunkId, CancellationToken ct);

    /// <summary>The deletion is committed: refresh what is kept in memory.</summary>
    Task ReleasedAsync(CancellationToken ct);
}
