using Microsoft.AspNetCore.Identity;

namespace VoiceDock.Core.Access;

/// <summary>Refuses passwords everybody tries first. Length is the framework's check; composition is nobody's.</summary>
public sealed class CommonPasswords : IPasswordValidator<User>
{
    private static readonly HashSet<string> Tried = new(
        """
        123456789012 1234567890123 12345678901234 123456789123 123123123123 012345678901 987654321098 112233445566 121212121212 123412341234
        1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv zaq12wsxcde3 qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopas
        qwertyuiopasdf qwerty123456 qwerty1234567 qwertyqwerty asdfghjkl123 asdfghjklzxc asdfasdfasdf zxcvbnm12345 abcdefghijkl abcdefgh1234 abc123abc123
        abcd12345678 a1b2c3d4e5f6 password1234 password12345 password123456 passwordpassword password2024 password2025 password2026 passw0rd1234
        p@ssw0rd1234 p@ssword1234 pa$$w0rd1234 mypassword123 newpassword1 newpassword123 thisismypassword changemenow1 changeme1234 changemeplease
        letmeinplease letmein12345 letmeinletmein iloveyou1234 iloveyou12345 iloveyouforever ilovemyfamily welcome12345 welcome123456 welcome2024!
        welcome2025! welcome2026! administrator administrator1 adminadmin12 adminadminadmin admin1234567 admin12345678 adminpassword rootrootroot
        superman1234 batman123456 football1234 baseball1234 princess1234 sunshine1234 dragon123456 monkey123456 master123456 michael12345
        trustno1trustno1 correcthorsebatterystaple secretsecret secret123456 topsecret123 testtesttest test12345678
        temporary123 computer1234 internet1234 freepbx12345 asterisk1234 voicedock123 voicedock1234 voicedockvoicedock phonephone12 telephone123
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var text = password ?? "";
        var known = Tried.Contains(text) || text.Distinct().Count() < 4 || IsAbout(text, user.UserName) || IsAbout(text, user.Email);
        return Task.FromResult(known ? IdentityResult.Failed(new IdentityError { Code = "PasswordCommon", Description = "Everybody tries this password first. Choose another." }) : IdentityResult.Success);
    }

    // The name with digits or a name twice is no password.
    private static bool IsAbout(string password, string? name) =>
        !string.IsNullOrEmpty(name) && password.Replace(name, "", StringComparison.OrdinalIgnoreCase).Count(c => !char.IsDigit(c)) < 4
        && password.Contains(name, StringComparison.OrdinalIgnoreCase);
}
