using System.Reflection;
using VoiceDock.Core.Common;
using VoiceDock.Web.Startup.Verbs;

namespace VoiceDock.Web.Startup;

/// <summary>
/// The words a person types after the program's name. Switches without a value and relative folders are put into the form the configuration
/// understands; <c>--Section:Key=value</c> goes through untouched.
/// </summary>
public static class CommandLine
{
    private const string Usage = """
        Usage: dotnet VoiceDock.Web.dll [--demo] [--data DIR] [--urls URL] [--Section:Key=value ...] [COMMAND]
          --demo       try it: practice PBX and practice caller on this machine, a temporary data folder
          --data DIR   where database and keys are kept (also VOICEDOCK_DATA)
          --urls URL   where the console and the API listen; http://127.0.0.1:5080 unless told
          --version    print the version

        Commands, instead of starting; with the same --data and master key as the program. They work while it runs, unless they say otherwise:
          keys rotate              a new data key: every stored secret is sealed anew
          keys rewrap [--new FILE] a new master key, in the place of the one in use, or in FILE
          keys reset               the master key is lost for good: give up what it guarded (program stopped; asks first)
          users reset NAME         a new password for somebody who lost theirs, or their two-factor; works once
          backup FILE              the database as it is now, never with the master key
          restore FILE [--verify]  put a backup in the database's place (program stopped); with --verify look only

        Exit codes: 0 done, 1 could not be done (one sentence says why), 75 another VoiceDock uses the data folder, 78 trouble with the master key.
        """;

    /// <summary>What to print instead of starting, for <c>--help</c> and <c>--version</c>.</summary>
    public static string? Answer(IEnumerable<string> args) => args.FirstOrDefault() switch
    {
        "--help" or "-h" or "-?" => Usage,
        "--version" => $"VoiceDock {Version}",
        _ => null,
    };

    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <param name="folder">Where the command was typed; relative data folders start there.</param>
    /// <exception cref="StartupException">A word or switch that means nothing, or a switch without its value.</exception>
    public static string[] Normalise(IReadOnlyList<string> args, string folder) =>
        Read(args, folder) is { Verb: null } typed ? typed.Settings : throw new StartupException(ExitCodes.CannotStart, "A command cannot be given here.");

    /// <inheritdoc cref="Normalise"/>
    public static TypedLine Read(IReadOnlyList<string> args, string folder)
    {
        var (settings, words) = (new List<string>(args.Count), new List<string>());
        var (verify, newFile) = (false, (string?)null);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith('-'))
            {
                words.Add(args[i]);
                continue;
            }

            var (key, value) = Split(args[i]);
            if (IsSwitch(key, "verify") && value is null)
            {
                verify = true;
                continue;
            }

            if (IsSwitch(key, RunMode.DemoKey))
            {
                settings.Add($"--{RunMode.DemoKey}={value ?? "true"}");
                continue;
            }

            value ??= i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : throw NoValue(key);
            if (IsSwitch(key, "new")) newFile = value;
            else settings.Add(IsSwitch(key, "Data") ? $"--Data={Path.GetFullPath(value, folder)}" : $"{key}={value}");
        }

        if (words.Count == 0 && (verify || newFile is not null))
            throw new StartupException(ExitCodes.CannotStart, $"{(verify ? "--verify belongs to restore" : "--new belongs to keys rewrap")}; --help lists what is.");
        return new TypedLine([.. settings], words.Count == 0 ? null : VerbCall.Read(words, verify, newFile, folder));
    }

    private static (string Key, string? Value) Split(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal) || arg.Length < 3)
        {
            throw new StartupException(ExitCodes.CannotStart, $"'{arg}' is not understood; --help lists what is.");
        }

        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (arg, null) : (arg[..equals], arg[(equals + 1)..]);
    }

    private static bool IsSwitch(string key, string name) => key.AsSpan(2).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static StartupException NoValue(string key) => new(ExitCodes.CannotStart, $"The switch {key} needs a value; --help lists all switches.");
}
