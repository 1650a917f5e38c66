using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;

namespace VoiceDock.Tests.Core.Access;

/// <summary>The real hasher, which also says how often it was asked about whose password.</summary>
public sealed class CountingHasher(IPasswordHasher<User> inner) : IPasswordHasher<User>
{
    private readonly Lock _lock = new();
    private readonly List<(string Name, string Hash)> _checked = [];

    /// <summary>Every check so far: whose, against which stored hash.</summary>
    public IReadOnlyList<(string Name, string Hash)> Checked
    {
        get
        {
            lock (_lock) return [.. _checked];
        }
    }

    public string HashPassword(User user, string password) => inner.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        lock (_lock) _checked.Add((user.UserName ?? "", hashedPassword));
        return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
