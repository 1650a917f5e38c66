namespace VoiceDock.Tests.Architecture;

/// <summary>Finds the folder of the sources, for tests that read them.</summary>
internal static class SourceRoot
{
    public static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VoiceDock.Web.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside their source tree.");
    }
}
