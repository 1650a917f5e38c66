using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access.Passwords;

/// <summary>A list of passwords that nobody may have, from a file of the operator's; read once, at the start. Thread-safe.</summary>
public sealed class RefusedPasswords
{
    public const string Setting = "Security:RefusedPasswordsFile";

    /// <summary>Shorter lines are refused by their length already and are not kept.</summary>
    public const int Shortest = 12;

    /// <summary>Passwords that are kept in memory, at most; a list of everything that ever leaked belongs elsewhere.</summary>
    public const int Most = 1_000_000;

    private readonly HashSet<string> _passwords;

    /// <exception cref="StartupException">There are more than <see cref="Most"/>.</exception>
    public RefusedPasswords(IEnumerable<string> lines)
    {
        _passwords = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Where(l => l.Length >= Shortest))
        {
            _passwords.Add(line);
            if (_passwords.Count > Most)
                throw new StartupException(ExitCodes.CannotStart, $"The file of {Setting} has more than {Most:N0} passwords of {Shortest} characters or more. Give a shorter list.");
        }
    }

    public int Count => _passwords.Count;

    /// <summary>Case does not count.</summary>
    public bool Has(string password) => _passwords.Contains(password);

    /// <summary>The list of the setting; an empty one where nothing is set.</summary>
    /// <exception cref="StartupException">The file cannot be read, or holds nothing that could be refused.</exception>
    public static RefusedPasswords From(IConfiguration configuration)
    {
        if (configuration[Setting]?.Trim() is not { Length: > 0 } path) return new RefusedPasswords([]);
        try
        {
            var read = new RefusedPasswords(File.ReadLines(path));
            return read.Count > 0 ? read : throw new StartupException(
                ExitCodes.CannotStart, $"The file of {Setting}, '{path}', has no line of {Shortest} characters or more. Shorter passwords are refused without a list; give one with longer ones.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The file of {Setting}, '{path}', cannot be read: {e.Message} It holds one password a line.");
        }
    }
}
