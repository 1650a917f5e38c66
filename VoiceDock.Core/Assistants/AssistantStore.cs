using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>Assistants in the database. One change at a time; the directory follows before a change returns. Thread-safe.</summary>
public sealed class AssistantStore
{
    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Assistant>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    public Task<Assistant?> FindAsync(Guid id, CancellationToken ct = default) => throw new NotImplementedException();

    /// <returns>The new assistant, or <c>validation_failed</c>.</returns>
    public Task<Result<Assistant>> CreateAsync(AssistantInput input, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <returns>The changed assistant, or <c>not_found</c> or <c>validation_failed</c>.</returns>
    public Task<Result<Assistant>> UpdateAsync(Guid id, AssistantPatch patch, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Calls in progress go on; numbers that used the assistant lose it.</summary>
    /// <returns>How many numbers lost their assistant, or <c>not_found</c>.</returns>
    public Task<Result<int>> DeleteAsync(Guid id, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();
}
