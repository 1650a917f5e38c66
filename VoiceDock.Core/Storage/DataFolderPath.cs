using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Storage;

/// <summary>Which folder the data lives in.</summary>
internal static class DataFolderPath
{
    /// <summary>The setting behind <c>--data</c>.</summary>
    public const string Setting = "Data";

    public const string EnvironmentSetting = "VOICEDOCK_DATA";

    /// <inheritdoc cref="Resolve"/>
    public static string? From(IConfiguration configuration, RunMode mode) =>
        Resolve(configuration[Setting] ?? configuration[EnvironmentSetting], mode.Demo, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);

    /// <summary>The absolute folder, or null for a temporary one.</summary>
    /// <param name="wanted">What was asked for, if anything; relative to where the command was typed.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public static string? Resolve(string? wanted, bool demo, Func<string, string?> environment, string workingFolder)
    {
        if (!string.IsNullOrWhiteSpace(wanted)) return Path.GetFullPath(wanted, TypedIn(environment, workingFolder));
        if (demo) return null;
        var shared = environment("XDG_DATA_HOME");
        if (string.IsNullOrEmpty(shared) || !Path.IsPathRooted(shared))
        {
            shared = environment("HOME") is { Length: > 0 } home
                ? Path.Combine(home, ".local", "share")
                : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        return Path.GetFullPath(Path.Combine(shared, "voicedock"), workingFolder);
    }

    // `dotnet run` starts a web program in its project folder; the shell's PWD still tells where the command was typed.
    private static string TypedIn(Func<string, string?> environment, string workingFolder) =>
        environment("PWD") is { Length: > 0 } typed && Path.IsPathRooted(typed) && File.Exists(Path.Combine(workingFolder, "VoiceDock.Web.csproj"))
            ? typed
            : workingFolder;
}
