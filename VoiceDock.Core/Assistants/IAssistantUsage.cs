using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Assistants;

/// <summary>Port: what refers to assistants, told here so that this room need not know it. Implemented by the numbers.</summary>
internal interface IAssistantUsage
{
    /// <summary>Lets go of an assistant that is being deleted, in the transaction of <paramref name="db"/>.</summary>
    /// <returns>How many things used it.</returns>
    Task<int> ReleaseAsync(VoiceDockDb db, Guid assistantId, CancellationToken ct);

    /// <summary>The deletion is committed: refresh what is kept in memory.</summary>
    Task ReleasedAsync(CancellationToken ct);
}
