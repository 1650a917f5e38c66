using System.Text;

namespace VoiceDock.Tests.Sip.Torture;

/// <summary>Reads a message file beside the tests; README.md there says how they are written.</summary>
internal static class TortureMessage
{
    private const string Open = "<hex>";
    private const string Close = "</hex>";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Sip", "Torture");

    /// <summary>The names of all messages of an RFC: <c>rfc4475/wsinv</c>.</summary>
    public static IEnumerable<string> Names(string rfc) =>
        Directory.EnumerateFiles(Path.Combine(Folder, rfc), "*.txt").Select(file => $"{rfc}/{Path.GetFileNameWithoutExtension(file)}").Order();

    /// <summary>The bytes on the wire.</summary>
    public static byte[] Load(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, $"{name}.txt")).ReplaceLineEndings("\n")[..^1];
        var bytes = new List<byte>(text.Length + 64);
        for (var rest = text; ;)
        {
            var open = rest.IndexOf(Open, StringComparison.Ordinal);
            bytes.AddRange(Encoding.UTF8.GetBytes((open < 0 ? rest : rest[..open]).ReplaceLineEndings("\r\n")));
            if (open < 0) return [.. bytes];
            var close = rest.IndexOf(Close, StringComparison.Ordinal);
            bytes.AddRange(Convert.FromHexString(rest[(open + Open.Length)..close].Replace("\n", "", StringComparison.Ordinal)));
            rest = rest[(close + Close.Length)..];
        }
    }
}
