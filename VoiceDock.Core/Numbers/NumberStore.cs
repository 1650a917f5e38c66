using VoiceDock.Core.Common;

namespace VoiceDock.Core.Numbers;

/// <summary>Numbers in the database. One change at a time; the directory follows before a change returns. Thread-safe.</summary>
public sealed class NumberStore
{
    /// <summary>Newest first, with assistant and transfer trunk loaded.</summary>
    public Task<IReadOnlyList<Number>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    public Task<Number?> FindAsync(Guid id, CancellationToken ct = default) => throw new NotImplementedException();

    /// <returns>The new number, or <c>validation_failed</c>, <c>duplicate_number</c>, <c>unknown_assistant</c>, <c>unknown_trunk</c>.</returns>
    public Task<Result<Number>> CreateAsync(NumberInput input, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <returns>The changed number, or <c>not_found</c>, <c>validation_failed</c>, <c>unknown_assistant</c>, <c>unknown_trunk</c>.</returns>
    public Task<Result<Number>> UpdateAsync(Guid id, NumberPatch patch, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    public Task<Result> DeleteAsync(Guid id, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();
}
