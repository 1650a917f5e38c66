using System.Web;
using Microsoft.AspNetCore.WebUtilities;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Web.Trunks;

/// <summary>What of the trunks is shown and in which order. It stands in the address, so that a link shows the same to everybody. Pure.</summary>
public sealed record TrunkListView(string? Search = null, TrunkSort Sort = TrunkSort.Name, bool IsDescending = false)
{
    /// <summary>Reads the part of an address after the question mark; what cannot be read is left out.</summary>
    public static TrunkListView Read(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        var search = values["q"]?.Trim();
        return new(search is { Length: > 0 and <= 100 } ? search : null, WireName.TryParse<TrunkSort>(values["sort"], out var sort) ? sort : TrunkSort.Name, values["desc"] == "1");
    }

    /// <summary>The query part of the address, with its question mark; empty for the usual view.</summary>
    public string ToQueryString()
    {
        var values = new Dictionary<string, string?>
        {
            ["q"] = Search,
            ["sort"] = Sort == TrunkSort.Name ? null : WireName.Of(Sort),
            ["desc"] = IsDescending ? "1" : null,
        };
        return QueryHelpers.AddQueryString("", values.Where(v => v.Value is not null));
    }

    /// <summary>Sorted by this column; the other way round when it is the one already.</summary>
    public TrunkListView By(TrunkSort sort) => this with { Sort = sort, IsDescending = sort == Sort ? !IsDescending : IsCount(sort) };

    public IReadOnlyList<TrunkLine> Apply(IEnumerable<TrunkLine> lines)
    {
        var found = lines.Where(Matches).OrderBy(l => l.Trunk.Name, StringComparer.CurrentCultureIgnoreCase);
        return Sort switch
        {
            TrunkSort.Address => Order(found, l => l.Trunk.Host),
            TrunkSort.State => Order(found, Trouble),
            TrunkSort.Numbers => Order(found, l => l.Numbers),
            TrunkSort.Calls => Order(found, l => l.Calls),
            TrunkSort.Transfer => Order(found, l => l.LastTransfer?.CreatedAt ?? DateTime.MinValue),
            _ => IsDescending ? [.. found.Reverse()] : [.. found],
        };
    }

    private IReadOnlyList<TrunkLine> Order<TKey>(IEnumerable<TrunkLine> lines, Func<TrunkLine, TKey> key) =>
        IsDescending ? [.. lines.OrderByDescending(key)] : [.. lines.OrderBy(key)];

    // what needs a look comes first
    private static int Trouble(TrunkLine line) => (line.Trunk.IsActive, line.Light?.Health.State) switch
    {
        (false, _) => 4,
        (_, HealthState.Down) => 0,
        (_, HealthState.Suspect) => 1,
        (_, HealthState.Up) => 3,
        _ => 2,
    };

    // counts and times are asked for to see the most, or the newest
    private static bool IsCount(TrunkSort sort) => sort is TrunkSort.Numbers or TrunkSort.Calls or TrunkSort.Transfer;

    private bool Matches(TrunkLine line) => Search is null
        || line.Trunk.Name.Contains(Search, StringComparison.CurrentCultureIgnoreCase)
        || TrunkWords.Address(line.Trunk).Contains(Search, StringComparison.OrdinalIgnoreCase)
        || line.Trunk.Preset.Title.Contains(Search, StringComparison.OrdinalIgnoreCase)
        || TrunkWords.State(line.Trunk, line.Light).Equals(Search, StringComparison.OrdinalIgnoreCase);
}
