using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VoiceDock.Tests.Interop.Matrix;

/// <summary>From the runner's result file to the table of peers and features. Only tests that ran count.</summary>
internal sealed class InteropTable
{
    // In the order of the columns and rows; what a test names besides comes after them.
    private static readonly string[] Peers = ["SIPp", "Kamailio", "baresip", "linphone", "sipsak", "practice PBX"];
    private static readonly string[] Features =
    [
        "OPTIONS", "we register there", "registers here", "call in", "call out", "refusals", "digest MD5", "digest SHA-256", "digest SHA-512-256", "TCP", "TLS", "SRTP",
        "codec", "RTCP", "early media", "hold", "DTMF", "REFER", "session timer", "UPDATE", "100rel", "glare", "fork", "fail-over",
    ];

    private readonly List<(string Peer, string Feature, string Test, bool Passed)> _runs = [];

    public static InteropTable Read(XDocument results)
    {
        var table = new InteropTable();
        foreach (var test in results.Descendants("test").Where(t => t.Attribute("result")?.Value is "Pass" or "Fail"))
        {
            foreach (var trait in test.Descendants("trait").Where(t => t.Attribute("name")?.Value == InteropAttribute.Trait))
            {
                var parts = trait.Attribute("value")!.Value.Split(": ", 2);
                table._runs.Add((parts[0], parts[1], Name(test), test.Attribute("result")!.Value == "Pass"));
            }
        }

        return table;
    }

    public int Count => _runs.Count;

    /// <param name="versions">What was installed, one line.</param>
    public string Write(string date, string versions)
    {
        var peers = Order(Peers, r => r.Peer);
        var text = new StringBuilder("# Interop\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Made by `eng/interop.sh` on {date} from tests with real peers on loopback. A figure is the number of tests that showed it and passed;\n");
        text.Append("an empty cell was not run, which says nothing about the peer.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Peers: {versions}\n\n");
        text.Append("| Feature |").Append(string.Concat(peers.Select(p => $" {p} |"))).Append('\n');
        text.Append("|---|").Append(string.Concat(peers.Select(_ => "---|"))).Append('\n');
        foreach (var feature in Order(Features, r => r.Feature))
            text.Append(CultureInfo.InvariantCulture, $"| {feature} |").Append(string.Concat(peers.Select(p => $" {Cell(p, feature)} |"))).Append('\n');
        text.Append("\n## What was run\n");
        foreach (var peer in peers)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{peer}**\n\n");
            foreach (var test in _runs.Where(r => r.Peer == peer).GroupBy(r => r.Test).OrderBy(g => g.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"- {test.Key}: {string.Join(", ", test.Select(r => r.Feature).Distinct())}{(test.All(r => r.Passed) ? "" : " (FAILED)")}\n");
        }

        return text.ToString();
    }

    private IReadOnlyList<string> Order(string[] known, Func<(string Peer, string Feature, string Test, bool Passed), string> what) =>
        [.. known.Where(k => _runs.Exists(r => what(r) == k)), .. _runs.Select(what).Where(w => !known.Contains(w)).Distinct().Order(StringComparer.Ordinal)];

    private string Cell(string peer, string feature)
    {
        var runs = _runs.Where(r => r.Peer == peer && r.Feature == feature).ToList();
        if (runs.Count == 0) return "";
        var failed = runs.Count(r => !r.Passed);
        return failed == 0 ? $"{runs.Count}" : $"{runs.Count - failed}, {failed} FAILED";
    }

    // a theory's rows are one test here
    private static string Name(XElement test) => $"{test.Attribute("type")!.Value.Split('.')[^1]}.{test.Attribute("method")!.Value}";
}
