using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>What lies in deploy/ is held to what it promises: not root, no dumps, time to drain, nothing writable but the data.</summary>
[Trait("Kind", "Unit")]
public sealed partial class DeployTests
{
    private static readonly string Root = SourceRoot.Find();

    // The limit of Drain:MaxSeconds, and the 15 s the host takes to end.
    private const int LeastSeconds = 300 + 15;

    [Theory]
    [InlineData("Type", "notify")]
    [InlineData("User", "voicedock")]
    [InlineData("NoNewPrivileges", "yes")]
    [InlineData("CapabilityBoundingSet", "")]
    [InlineData("ProtectSystem", "strict")]
    [InlineData("ProtectHome", "yes")]
    [InlineData("PrivateTmp", "yes")]
    [InlineData("PrivateDevices", "yes")]
    [InlineData("ProtectProc", "invisible")]
    [InlineData("RestrictNamespaces", "yes")]
    [InlineData("SystemCallArchitectures", "native")]
    [InlineData("LimitCORE", "0")]
    [InlineData("UMask", "0077")]
    [InlineData("StateDirectoryMode", "0700")]
    public void Unit_Says(string key, string value) => Assert.Contains(value, Unit()[("Service", key)]);

    [Fact]
    public void Unit_WaitsForTheDrain_AndDoesNotRepeatWhatCannotWork()
    {
        var unit = Unit();
        Assert.True(int.Parse(unit[("Service", "TimeoutStopSec")].Single()) >= LeastSeconds);
        Assert.Equal("mixed", unit[("Service", "KillMode")].Single());
        Assert.Equal(["1", "75", "78"], unit[("Service", "RestartPreventExitStatus")].Single().Split(' '));
        Assert.Contains("--data /var/lib/voicedock", unit[("Service", "ExecStart")].Single(), StringComparison.Ordinal);
        Assert.Equal("voicedock", unit[("Service", "StateDirectory")].Single());
        Assert.StartsWith("u voicedock ", Lines("deploy/voicedock.sysusers.conf").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_IsHardenedAndOnTheHostsNetwork()
    {
        var text = File.ReadAllText(Path.Combine(Root, "deploy/compose.yaml"));
        string[] promises =
        [
            "network_mode: host", "read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "user: \"1654:1654\"", "core: 0", "- data:/data",
            "VOICEDOCK_MASTER_KEY_FILE: /run/secrets/master.key",
        ];
        Assert.All(promises, p => Assert.Contains(p, text, StringComparison.Ordinal));
        Assert.DoesNotContain("privileged", text.Replace("no-new-privileges", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(int.Parse(GracePeriod().Match(text).Groups[1].Value) >= LeastSeconds);
    }

    [Fact]
    public void Image_RunsAsSomebodyWhoIsNotRoot_WithAHealthCheck()
    {
        var last = string.Join('\n', Lines("Dockerfile")).Split("\nFROM ")[^1];
        Assert.Contains("\nUSER 1654:1654\n", last, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK ", last, StringComparison.Ordinal);
        Assert.Contains("\nENTRYPOINT [\"dotnet\", \"VoiceDock.Web.dll\"]", last, StringComparison.Ordinal);
        Assert.Contains("DOTNET_EnableDiagnostics=0", last, StringComparison.Ordinal);
        Assert.True(last.IndexOf("USER ", StringComparison.Ordinal) > last.LastIndexOf("RUN ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ImageScript_ChecksWhereItCannotBuild()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, "eng/image.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["REGISTRY"] = "" } };
        using var script = Process.Start(start)!;
        var said = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = await script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(script.ExitCode == 0, complained);
        Assert.Contains("were checked, no image was built.", said, StringComparison.Ordinal);
    }

    /// <summary>Every setting of the example is one the program knows: a misspelt one would be passed over in silence.</summary>
    [Fact]
    public void Settings_OfTheExample_AreInTheManual()
    {
        var manual = File.ReadAllText(Path.Combine(Root, "docs/operations.md"));
        var names = Setting().Matches(File.ReadAllText(Path.Combine(Root, "deploy/voicedock.env"))).Select(m => Index().Replace(m.Groups[1].Value, "").Replace("__", ":", StringComparison.Ordinal));
        Assert.All(names, n => Assert.Contains($"`{n}`", manual, StringComparison.Ordinal));
    }

    private static ILookup<(string Section, string Key), string> Unit()
    {
        var section = "";
        List<((string, string) Key, string Value)> all = [];
        foreach (var line in Lines("deploy/voicedock.service"))
        {
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (line.Split('=', 2) is [var key, var value])
                all.Add(((section, key), value));
        }

        return all.ToLookup(a => a.Key, a => a.Value);
    }

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(Root, file)).Where(l => l.Length > 0 && !l.StartsWith('#'));

    [GeneratedRegex(@"stop_grace_period: (\d+)s")]
    private static partial Regex GracePeriod();

    [GeneratedRegex(@"^#?([A-Z][a-z]+(?:__\w+)+)=", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"__\d+$")]
    private static partial Regex Index();
}
