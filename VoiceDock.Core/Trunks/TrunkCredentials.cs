namespace VoiceDock.Core.Trunks;

/// <summary>Trunk passwords for the digest: sealed in memory, opened only for one answer. No database on the call path. Thread-safe.</summary>
public sealed class TrunkCredentials
{
    /// <summary><see cref="CredentialState.None"/> for an unknown trunk too.</summary>
    public CredentialState StateOf(Guid trunkId) => throw new NotImplementedException();

    /// <returns>The password as UTF-8, which the caller zeroes; null unless the state is <see cref="CredentialState.Ok"/>.</returns>
    public byte[]? CopyPassword(Guid trunkId) => throw new NotImplementedException();
}
