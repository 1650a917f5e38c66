using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>The C# of the product, for rules about what may stand where.</summary>
internal static partial class SourceCode
{
    /// <summary>Paths from the root, with slashes; code without its comments.</summary>
    public static IEnumerable<(string Path, string Code)> All()
    {
        var root = SourceRoot.Find();
        foreach (var project in (string[])["VoiceDock.Core", "VoiceDock.Web"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(root, file).Replace('\\', '/');
                if (!path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)) yield return (path, Comment().Replace(File.ReadAllText(file), ""));
            }
        }
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
