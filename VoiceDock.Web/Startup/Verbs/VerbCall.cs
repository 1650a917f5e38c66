using VoiceDock.Core.Common;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>A verb with its words.</summary>
/// <param name="File">Absolute: the backup, or where a new master key goes.</param>
/// <param name="VerifyOnly">A restore that looks and replaces nothing.</param>
/// <param name="Person">As they sign in.</param>
public sealed record VerbCall(VerbKind Kind, string? File = null, bool VerifyOnly = false, string? Person = null)
{
    /// <param name="words">What stands in the command line beside switches; at least one word.</param>
    /// <param name="folder">Where the command was typed; relative files start there.</param>
    /// <exception cref="StartupException">Unknown words, a word too few or too many, or a switch of another verb.</exception>
    public static VerbCall Read(IReadOnlyList<string> words, bool verify, string? newFile, string folder)
    {
        var call = words switch
        {
            ["keys", "rotate"] => new VerbCall(VerbKind.KeysRotate),
            ["keys", "rewrap"] => new VerbCall(VerbKind.KeysRewrap, newFile is null ? null : Path.GetFullPath(newFile, folder)),
            ["keys", "reset"] => new VerbCall(VerbKind.KeysReset),
            ["keys"] => throw Wrong("keys needs a second word: rotate, rewrap or reset"),
            ["users", "reset", var name] => new VerbCall(VerbKind.UsersReset, Person: name),
            ["users", ..] => throw Wrong("users reset needs the name somebody signs in with"),
            ["backup" or "restore"] => throw Wrong($"{words[0]} needs a file"),
            ["backup", var file] => new VerbCall(VerbKind.Backup, Path.GetFullPath(file, folder)),
            ["restore", var file] => new VerbCall(VerbKind.Restore, Path.GetFullPath(file, folder), verify),
            _ => throw Wrong($"'{string.Join(' ', words)}' is not understood"),
        };
        if (verify && call.Kind != VerbKind.Restore) throw Wrong("--verify belongs to restore");
        return newFile is null || call.Kind == VerbKind.KeysRewrap ? call : throw Wrong("--new belongs to keys rewrap");
    }

    private static StartupException Wrong(string what) => new(ExitCodes.CannotStart, $"{what}; --help lists what is.");
}
