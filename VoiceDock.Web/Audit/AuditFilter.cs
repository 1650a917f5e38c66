using System.Globalization;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;
using VoiceDock.Core.Audit;

namespace VoiceDock.Web.Audit;

/// <summary>Which entries are shown. It stands in the address, so that a link shows the same to everybody; what cannot be read is left out.</summary>
public sealed record AuditFilter
{
    public const int PageSize = 50;

    private const string Moment = "yyyy-MM-dd'T'HH:mm'Z'";

    /// <summary>Part of a name, or an id.</summary>
    public string? Who { get; init; }

    /// <summary>An action or its first word; <see cref="AuditQuery.Refused"/>.</summary>
    public string? What { get; init; }

    /// <summary>Part of a thing's name, or its id.</summary>
    public string? Thing { get; init; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? From { get; init; }

    /// <summary>UTC, exclusive.</summary>
    public DateTime? To { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Anything is left out.</summary>
    public bool IsNarrow => this with { Page = 1 } != new AuditFilter();

    /// <summary>Reads the part of an address after the question mark.</summary>
    public static AuditFilter Read(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        return new AuditFilter
        {
            Who = Tidy(values["who"]),
            What = Tidy(values["what"]) is { } what && what.All(c => char.IsAsciiLetterLower(c) || c is '_' or '.') ? what : null,
            Thing = Tidy(values["object"]),
            From = ReadMoment(values["from"]),
            To = ReadMoment(values["to"]),
            Page = int.TryParse(values["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 100_000 ? page : 1,
        };
    }

    /// <summary>The query part of the address, with its question mark; empty for everything.</summary>
    public string ToQueryString()
    {
        var values = new Dictionary<string, string?>
        {
            ["who"] = Who,
            ["what"] = What,
            ["object"] = Thing,
            ["from"] = From?.ToString(Moment, CultureInfo.InvariantCulture),
            ["to"] = To?.ToString(Moment, CultureInfo.InvariantCulture),
            ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
        };
        return QueryHelpers.AddQueryString("", values.Where(v => v.Value is not null));
    }

    public AuditQuery ToQuery() => new(Who, What, Thing, From, To);

    private static string? Tidy(string? text) => text?.Trim() is { Length: > 0 and <= 100 } tidy ? tidy : null;

    private static DateTime? ReadMoment(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
