namespace VoiceDock.Bench.Run;

/// <summary>Our own figures, without a peer: the tests that measure print them, in the Release build beside this one.</summary>
internal sealed class MainBench(BenchOptions options)
{
    private const string Mark = "[OUTPUT]";

    private static readonly string[] Classes = ["VoiceDock.Tests.Media.MediaLoadTests", "VoiceDock.Tests.Sip.Dialogs.SetUpCostTests"];

    public async Task<Section> RunAsync()
    {
        List<string> lines = [];
        if (!options.Quick)
            lines.AddRange(await RunAsync("VoiceDock.Tests.Bench.CallBench", "-explicit", "only"));
        foreach (var name in Classes)
            lines.AddRange(await RunAsync(name));
        return new Section("main", lines, lines.Count > 0 ? [] : ["the tests that measure printed nothing"]);
    }

    private static async Task<IEnumerable<string>> RunAsync(string name, params string[] more)
    {
        await using var child = Child.Start("dotnet", [Tests(), "-noLogo", "-noColor", "-showLiveOutput", "-class", name, .. more]);
        var said = await child.EndAsync(170);
        if (child.ExitCode != 0)
            throw new BenchException($"{name} failed: {said}");
        return said.Split('\n').Where(l => l.Contains(Mark, StringComparison.Ordinal)).Select(l => $"- {l[(l.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim()}");
    }

    private static string Tests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VoiceDock.Web.sln")))
            folder = folder.Parent;
        var tests = folder is null ? null : Path.Combine(folder.FullName, "VoiceDock.Tests", "bin", "Release", "net10.0", "VoiceDock.Tests.dll");
        return File.Exists(tests) ? tests : throw new BenchException("The tests are not built in Release; run eng/bench.sh, which builds them.");
    }
}
