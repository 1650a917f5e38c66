namespace VoiceDock.Tests.Interop.Peers;

/// <summary>A program of another project that a test needs. Missing: the test is skipped with that reason, and fails in CI.</summary>
internal static class ForeignTool
{
    // Daemons live where an ordinary user's PATH does not look.
    private static readonly string[] FurtherFolders = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>Full path of the program.</summary>
    public static string Require(string program, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(FurtherFolders);
        if (folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists) is { } found) return found;
        var reason = $"{program} is not installed (Debian package {package})";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
        return "";
    }
}
