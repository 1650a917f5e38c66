using System.Net;
using System.Text.RegularExpressions;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>The facts of a report that say who the peer is, where it is and how we are set up: what a later report is compared by.</summary>
internal static class ReportFacts
{
    // By the words the checks write them in; a test holds both together on real runs.
    private static readonly Kind[] Kinds =
    [
        new(CheckName.Config, "Settings", "^(?<v>.+)$"),
        new(CheckName.Dns, "Addresses", @"^\d+\. (?<v>.+?)(: left out.*)?$"),
        new(CheckName.Dns, "NAPTR", @"^NAPTR (?<v>.+?)( \(shown only.*)?$"),
        new(CheckName.Dns, "Registered from", "^The PBX registered from (?<v>[^ ]+):"),
        new(CheckName.Connect, "TLS", "connected in .+ with (?<v>TLS .+)$"),
        new(CheckName.Connect, "Certificate", "^Certificate for (?<v>.+)$"),
        new(CheckName.Connect, "Certificate's last day", @"^Certificate expire[sd] on (?<v>\S+)"),
        new(CheckName.Options, "Server", "^Server: (?<v>.+)$"),
        new(CheckName.Options, "Allow", "^Allow: (?<v>.+)$"),
        new(CheckName.Options, "Supported", "^Supported: (?<v>.+)$"),
        new(CheckName.Options, "Codecs", "^Codecs it names: (?<v>.+)$"),
        new(CheckName.Credentials, "Realm", "^Realm: (?<v>.+)$"),
        new(CheckName.Offer, "Answer to a call", "^(?<v>.+), audio at ", c => [c.Received ?? ""]),
        new(CheckName.Number, "Number format", "^Rule: (?<v>.+)$"),
        new(CheckName.Number, "Shown as calling", "^Shown as calling: (?<v>.+)$"),
    ];

    public static IEnumerable<FactChange> Changes(DoctorReport earlier, DoctorReport later)
    {
        if (!string.Equals(earlier.Address, later.Address, StringComparison.OrdinalIgnoreCase))
            yield return new FactChange(CheckName.Config, "Address of the trunk", earlier.Address, later.Address);
        foreach (var kind in Kinds)
        {
            if (Change(kind.Check, kind.What, kind.Read(earlier), kind.Read(later), earlier, later) is { } change) yield return change;
        }

        if (Change(CheckName.Nat, "Our address", OurSide.Named(earlier), OurSide.Named(later), earlier, later) is { } named) yield return named;
        if (Change(CheckName.Nat, "Seen as", Seen(earlier), Seen(later), earlier, later) is { } seen) yield return seen;
    }

    private static FactChange? Change(CheckName check, string what, string? before, string? after, DoctorReport earlier, DoctorReport later)
    {
        if (before == after) return null;
        // a check that came not so far has not seen it: that is no news of the thing itself
        var oneSided = before is null || after is null;
        return oneSided && !(Came(earlier, check) && Came(later, check)) ? null : new FactChange(check, what, before, after);
    }

    private static bool Came(DoctorReport report, CheckName check) =>
        report.Checks.Any(c => c.Name == check && c.Status is CheckStatus.Ok or CheckStatus.Warning && (c.Facts.Count > 0 || check == CheckName.Nat));

    // over a connection our port is another one each time
    private static string? Seen(DoctorReport report)
    {
        var seen = OurSide.Seen(report);
        return report.Address.StartsWith("udp ", StringComparison.Ordinal) ? seen
            : IPEndPoint.TryParse(seen ?? "", out var end) ? end.Address.ToString() : seen;
    }

    /// <param name="pattern">Matches a line of this kind; its group <c>v</c> is what is compared.</param>
    /// <param name="lines">Where to look; null: the facts.</param>
    private sealed class Kind(CheckName check, string what, string pattern, Func<Check, IEnumerable<string>>? lines = null)
    {
        private readonly Regex _line = new(pattern, RegexOptions.CultureInvariant);

        public CheckName Check => check;

        public string What => what;

        /// <summary>All values in order of their text, since answers of DNS come in any order; null without one.</summary>
        public string? Read(DoctorReport report)
        {
            var values = report.Checks.Where(c => c.Name == check).SelectMany(lines ?? (c => c.Facts))
                .Select(f => _line.Match(f)).Where(m => m.Success).Select(m => m.Groups["v"].Value)
                .Distinct().Order(StringComparer.Ordinal).ToList();
            return values.Count == 0 ? null : string.Join("; ", values);
        }
    }
}
