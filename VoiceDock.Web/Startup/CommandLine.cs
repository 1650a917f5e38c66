using System.Reflection;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Startup;

/// <summary>
/// The words a person types after the program's name. Switches without a value and relative folders are put into the form the configuration
/// understands; <c>--Section:Key=value</c> goes through untouched.
/// </summary>
public static class CommandLine
{
    private const string Usage = """
        Usage: dotnet VoiceDock.Web.dll [--demo] [--data DIR] [--urls URL] [--Section:Key=value ...]
          --demo       try it: practice PBX and practice caller on this machine, a temporary data folder
          --data DIR   where database and keys are kept (also VOICEDOCK_DATA)
          --urls URL   where the console and the API listen; http://127.0.0.1:5080 unless told
          --version    print the version
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
    public static string[] Normalise(IReadOnlyList<string> args, string folder)
    {
        var result = new List<string>(args.Count);
        for (var i = 0; i < args.Count; i++)
        {
            var (key, value) = Split(args[i]);
            if (IsSwitch(key, RunMode.DemoKey))
            {
                result.Add($"--{RunMode.DemoKey}={value ?? "true"}");
                continue;
            }

            if (value is null)
            {
                value = i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : throw NoValue(key);
            }

            result.Add(IsSwitch(key, "Data") ? $"--Data={Path.GetFullPath(value, folder)}" : $"{key}={value}");
        }

        return [.. result];
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
