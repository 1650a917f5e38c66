using Microsoft.AspNetCore.Identity;

namespace VoiceDock.Core.Access.Passwords;

/// <summary>
/// Refuses passwords that are guessed early, and those on the operator's list. No composition is asked for (NIST SP 800-63B 3.1.1.2); length is the
/// framework's check.
/// </summary>
public sealed class GuessedPasswords(RefusedPasswords refused) : IPasswordValidator<User>
{
    /// <summary>
    /// Ten thousand million guesses. Whoever has stolen the hashes makes some ten thousand a second on one graphics card (PBKDF2, 210,000 rounds), which is
    /// twelve days; whoever tries at the door never comes near. Three unrelated words are above it, two with a year below.
    /// </summary>
    public const double EnoughLog10 = 10;

    // What everybody who finds this door knows of it, and the sentence that everybody has read is a good password.
    private static readonly string[] Known =
    [
        "voicedock", "voice", "dock", "console", "phone", "telephone", "switchboard", "reception", "freepbx", "asterisk", "trunk", "admin",
        "correcthorsebatterystaple", "correct horse battery staple", "correct-horse-battery-staple",
    ];

    private static readonly IdentityError Guessed = new()
    {
        Code = "PasswordGuessed",
        Description = "This password would be guessed early: it is a common one, or made of few words, names, dates or keys in a row. "
            + "Take several words that have nothing to do with each other, or let a password manager make one.",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var text = password ?? "";
        // One reason at a time: the length is said elsewhere.
        if (text.Length < manager.Options.Password.RequiredLength) return Task.FromResult(IdentityResult.Success);
        var early = refused.Has(text) || PasswordGuesses.Log10(text, [.. Words(user.UserName), .. Words(user.Email), .. Known]) < EnoughLog10;
        return Task.FromResult(early ? IdentityResult.Failed(Guessed) : IdentityResult.Success);
    }

    // The name and its parts: ann.office is ann and office as well.
    private static IEnumerable<string> Words(string? name) =>
        string.IsNullOrEmpty(name) ? [] : name.Split(['.', '-', '_', '@', '+', ' '], StringSplitOptions.RemoveEmptyEntries).Prepend(name).Where(w => w.Length > 1);
}
