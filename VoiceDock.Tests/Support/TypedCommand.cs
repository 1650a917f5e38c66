using System.Diagnostics;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>A command as a person types it, in a process of its own.</summary>
/// <param name="Output">Standard output and standard error.</param>
public sealed record TypedCommand(int Exit, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Task<TypedCommand> RunAsync(string folder, params string[] words) => RunAsync(folder, "", [], words);

    /// <param name="input">What is typed when it asks.</param>
    public static async Task<TypedCommand> RunAsync(string folder, string input, (string Key, string Value)[] environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var word in words.Prepend(Path.Combine(AppContext.BaseDirectory, "VoiceDock.Web.dll")).Concat(["--data", folder])) start.ArgumentList.Add(word);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        var said = string.Concat(await output);
        CanaryNet.Current?.Check(CanaryPlace.Line, $"voicedock {words.FirstOrDefault()}", said);
        return new TypedCommand(process.ExitCode, said);
    }
}
