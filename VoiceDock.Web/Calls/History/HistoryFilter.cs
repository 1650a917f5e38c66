using System.Collections.Specialized;
using System.Globalization;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;

namespace VoiceDock.Web.Calls.History;

/// <summary>
/// What of the history is shown. It stands in the address, so that a link shows the same to everybody: <c>last</c> slides with time,
/// <c>from</c> and <c>to</c> are moments in UTC. Values that cannot be read are left out.
/// </summary>
public sealed record HistoryFilter
{
    public const int PageSize = 50;

    private const string Moment = "yyyy-MM-dd'T'HH:mm'Z'";

    /// <summary>Sliding ranges by their word in the address.</summary>
    public static readonly IReadOnlyDictionary<string, TimeSpan> Ranges = new Dictionary<string, TimeSpan>
    {
        ["1h"] = TimeSpan.FromHours(1),
        ["24h"] = TimeSpan.FromHours(24),
        ["7d"] = TimeSpan.FromDays(7),
        ["30d"] = TimeSpan.FromDays(30),
    };

    /// <summary>States as a person asks for them, by their word in the address.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<CallState>> States = new Dictionary<string, IReadOnlyList<CallState>>
    {
        ["live"] = [CallState.Ringing, CallState.Connecting, CallState.InProgress, CallState.Transferred],
        ["ended"] = [CallState.Ended],
        ["error"] = [CallState.EndedWithError, CallState.Failed],
        ["rejected"] = [CallState.Rejected],
    };

    /// <summary>A key of <see cref="Ranges"/>; null: no sliding range.</summary>
    public string? Last { get; init; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? From { get; init; }

    /// <summary>UTC, exclusive.</summary>
    public DateTime? To { get; init; }

    public string? Text { get; init; }

    public Guid? TrunkId { get; init; }

    /// <summary>A key of <see cref="States"/>; null: all.</summary>
    public string? State { get; init; }

    public bool OnlyFailedTransfers { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Anything is left out.</summary>
    public bool IsNarrow => this with { Page = 1 } != new HistoryFilter();

    /// <summary>Reads the part of an address after the question mark.</summary>
    public static HistoryFilter Read(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        return new HistoryFilter
        {
            Last = Known(values, "last", Ranges.Keys),
            From = ReadMoment(values["from"]),
            To = ReadMoment(values["to"]),
            Text = values["q"] is { } text && text.Trim() is { Length: > 0 and <= 100 } tidy ? tidy : null,
            TrunkId = Guid.TryParse(values["trunk"], out var trunk) ? trunk : null,
            State = Known(values, "state", States.Keys),
            OnlyFailedTransfers = values["failed"] == "1",
            Page = int.TryParse(values["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1,
        };
    }

    /// <summary>The query part of the address, with its question mark; empty for everything.</summary>
    public string ToQueryString()
    {
        var values = new Dictionary<string, string?>
        {
            ["last"] = Last,
            ["from"] = From?.ToString(Moment, CultureInfo.InvariantCulture),
            ["to"] = To?.ToString(Moment, CultureInfo.InvariantCulture),
            ["q"] = Text,
            ["trunk"] = TrunkId?.ToString(),
            ["state"] = State,
            ["failed"] = OnlyFailedTransfers ? "1" : null,
            ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
        };
        return QueryHelpers.AddQueryString("", values.Where(v => v.Value is not null));
    }

    public CallQuery ToQuery(DateTime utcNow, int limit = PageSize) => new(
        limit,
        (Page - 1) * PageSize,
        State is null ? null : States[State],
        Last is null ? From : utcNow - Ranges[Last],
        Last is null ? To : null,
        Text,
        TrunkId,
        OnlyFailedTransfers);

    private static string? Known(NameValueCollection values, string name, IEnumerable<string> allowed) => allowed.FirstOrDefault(a => a == values[name]);

    private static DateTime? ReadMoment(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
