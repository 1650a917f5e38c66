using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>Trunks in the database. One change at a time; the directory and the credentials follow before a change returns. Thread-safe.</summary>
public sealed class TrunkStore
{
    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Trunk>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    public Task<Trunk?> FindAsync(Guid id, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>How many numbers transfer over each trunk; trunks without numbers are absent.</summary>
    public Task<IReadOnlyDictionary<Guid, int>> CountNumbersAsync(CancellationToken ct = default) => throw new NotImplementedException();

    /// <returns>The new trunk, or <c>validation_failed</c> or <c>target_refused</c>.</returns>
    public Task<Result<Trunk>> CreateAsync(TrunkInput input, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>As <see cref="CreateAsync"/>, for the practice PBX.</summary>
    public Task<Result<Trunk>> CreatePracticeAsync(TrunkInput input, CancellationToken ct = default) => throw new NotImplementedException();

    /// <returns>The changed trunk, or <c>not_found</c>, <c>validation_failed</c>, <c>target_refused</c>, <c>password_required</c>.</returns>
    public Task<Result<Trunk>> UpdateAsync(Guid id, TrunkPatch patch, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Running transfers finish; numbers that used the trunk lose it.</summary>
    /// <returns>How many numbers lost their transfer trunk, or <c>not_found</c>.</returns>
    public Task<Result<int>> DeleteAsync(Guid id, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Pins the realm of the first successful digest, unless one is set or the trunk has moved to another host meanwhile.</summary>
    /// <param name="used">The trunk as it was used.</param>
    public Task LearnRealmAsync(Trunk used, string realm, CancellationToken ct = default) => throw new NotImplementedException();
}
