using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>The output of the program in a process of its own, at Trace. What it says only because of that, the test does not see.</summary>
internal sealed partial class CanaryProcessLog : IDisposable
{
    private const string Levels = "Logging__LogLevel__";
    private static readonly string[] Categories = ["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Hosting", "System"];

    private readonly CanaryNet _net;
    private readonly CanaryLog _log;
    private readonly bool _isOurs;
    private bool _hides;

    private CanaryProcessLog(CanaryNet net, bool isOurs) => (_net, _log, _isOurs) = (net, new CanaryLog(net), isOurs);

    /// <returns>Null while the net is off. A test that asks for a level of its own gets that one.</returns>
    public static CanaryProcessLog? Add(ProcessStartInfo start)
    {
        if (CanaryNet.Current is not { } net) return null;
        var isOurs = !start.ArgumentList.Any(a => a.Contains("Logging:LogLevel", StringComparison.OrdinalIgnoreCase)) && !start.Environment.Keys.Any(k => k.StartsWith(Levels, StringComparison.OrdinalIgnoreCase));
        if (isOurs)
        {
            foreach (var category in Categories) start.Environment[Levels + category] = "Trace";
        }

        return new CanaryProcessLog(net, isOurs);
    }

    /// <summary>Keeps a line; one at a time.</summary>
    /// <returns>Whether it is there only because everything is logged.</returns>
    public bool Takes(string line)
    {
        // The one place where the set-up link is shown, once.
        if (SetUpLink().Match(line) is { Success: true } link)
        {
            _net.Register("a set-up link", link.Groups[1].Value);
            return false;
        }

        _log.Write(line);
        if (!_isOurs) return false;
        if (Entry().Match(line) is { Success: true } entry) return _hides = entry.Groups["more"].Success;
        // Lines of an exception follow their entry.
        return _hides && (line.StartsWith("   at ", StringComparison.Ordinal) || line.StartsWith(" --->", StringComparison.Ordinal));
    }

    public void Dispose() => _log.Dispose();

    [GeneratedRegex(@"^Console: \S+/setup\?token=(\S+)")]
    private static partial Regex SetUpLink();

    [GeneratedRegex("""^(?:\{"at":"[^"]+","level":"|\d{4}-\S+Z )(?:(?<more>(?:trace|debug)\b|info(?:","category":"| )(?:Microsoft|System)\.)|)""")]
    private static partial Regex Entry();
}
