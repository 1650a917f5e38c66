using System.Diagnostics;
using System.Globalization;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>Somebody else's authenticator app: oathtool of the OATH Toolkit, and zbarimg for what the phone's camera would read.</summary>
public static class Oathtool
{
    /// <param name="key">Base32.</param>
    /// <param name="moment">Null: now.</param>
    public static async Task<string> CodeAsync(string key, DateTimeOffset? moment = null)
    {
        CanaryNet.Current?.Register("an authenticator's key", key);
        var at = moment is { } given ? given.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : "now";
        return (await RunAsync("oathtool", "--totp", "--base32", $"--now={at}", key)).Trim();
    }

    /// <summary>The text of the QR code in a picture.</summary>
    public static async Task<string> ReadQrAsync(string picture) => (await RunAsync("zbarimg", "--quiet", "--raw", picture)).Trim();

    // On a developer's machine a missing program is a skip with its reason; where tests decide it is a failure.
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var known = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!known && Environment.GetEnvironmentVariable("CI") is null)
            Assert.Skip($"{program} is not installed (see eng/packages.txt).");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
