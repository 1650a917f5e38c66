namespace VoiceDock.Bench.Run;

/// <summary>Our own figures, without a peer: the tests that measure print them, in the Release build beside this one.</summary>
internal sealed class MainBench(BenchOptions options)
{
    private const string Mark = "[OUTPUT]";

    // Of one class of tests; two minutes on a quiet machine.
    private const int MostSeconds = 400;

    private static readonly string[] Classes = ["VoiceDock.Tests.Media.MediaLoadTests", "VoiceDock.Tests.Sip.Dialogs.SetUpCostTests"];

    public async Task<Section> RunAsync()
    {
        List<string> lines = [];
        if (!options.Quick)
        {
            lines.AddRange(await RunAsync("VoiceDock.Tests.Bench.CallBench", "-explicit", "only"));
            lines.AddRange(await RunAsync("VoiceDock.Tests.Bench.TransferHearingBench", "-explicit", "only"));
        }
        foreach (var name in Classes)
            lines.AddRange(await RunAsync(name));
        return new Section("main", [.. Table(lines), .. lines.Where(l => !IsRow(l)).Select(l => $"- {l}")], lines.Count > 0 ? [] : ["the tests that measure printed nothing"]);
    }

    private static async Task<IEnumerable<string>> RunAsync(string name, params string[] more)
    {
        await using var child = Child.Start("dotnet", [Tests(), "-noLogo", "-noColor", "-showLiveOutput", "-class", name, .. more], seconds: MostSeconds);
        var said = await child.EndAsync(MostSeconds);
        if (child.ExitCode != 0)
            throw new BenchException($"{name} failed: {said}");
        return said.Split('\n').Where(l => l.Contains(Mark, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim());
    }

    // What has a goal comes as a row of the table, everything else as a line.
    private static IEnumerable<string> Table(IReadOnlyList<string> lines) => lines.Any(IsRow)
        ? [.. Section.Head("ms", "p50", "p95", "p99", "max", "n", "goal"), .. lines.Where(IsRow), ""]
        : [];

    private static bool IsRow(string line) => line.StartsWith('|');

    private static string Tests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VoiceDock.Web.sln")))
            folder = folder.Parent;
        var tests = folder is null ? null : Path.Combine(folder.FullName, "VoiceDock.Tests", "bin", "Release", "net10.0", "VoiceDock.Tests.dll");
        return File.Exists(tests) ? tests : throw new BenchException("The tests are not built in Release; run eng/bench.sh, which builds them.");
    }
}
