using System.Net;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>API keys: made, listed, revoked, looked up. A context per operation; thread-safe.</summary>
public sealed class ApiKeyStore
{
    /// <summary>Makes a key. The token in the answer is shown once and kept nowhere.</summary>
    public Task<Result<CreatedApiKey>> CreateAsync(ApiKeyInput input, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Newest first, revoked ones included.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Takes effect with the next request. Revoking twice is fine.</summary>
    public Task<Result> RevokeAsync(Guid id, Actor actor, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Revokes a key that was seen where keys must not be (the address); false when it is not one of ours.</summary>
    public Task<bool> RevokeLeakedAsync(string token, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Looks a presented key up; unknown keys cost the same work. Notes the use, at most once a minute per key.</summary>
    public Task<ApiKeyMatch> FindAsync(string? token, IPAddress? from, CancellationToken ct = default) => throw new NotImplementedException();
}
