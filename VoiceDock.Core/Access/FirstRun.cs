using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>First-run set-up: makes the first administrator, once. Scoped, like the sign-in services it uses.</summary>
public sealed class FirstRun
{
    /// <summary>True while nobody can sign in; the set-up page is 404 otherwise.</summary>
    public Task<bool> IsNeededAsync(CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Makes the first administrator. Of parallel calls exactly one succeeds.</summary>
    /// <returns>The user, or <c>setup_closed</c>, <c>setup_token_invalid</c>, or field problems (<c>user_name</c>, <c>password</c>).</returns>
    public Task<Result<User>> CreateAdminAsync(string? token, string userName, string password, CancellationToken ct = default) => throw new NotImplementedException();
}
