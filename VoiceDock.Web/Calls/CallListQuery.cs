using System.Globalization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Calls;

/// <summary>The query string of <c>GET /calls</c>.</summary>
public static class CallListQuery
{
    public const int MostCalls = 1_000;

    private const int UsualCalls = 100;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] _times = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>An unknown status is no error: it matches nothing.</summary>
    public static Result<CallQuery> Read(IQueryCollection query)
    {
        var problems = new List<(string Field, string What)>();
        var limit = Number(query, "limit", UsualCalls, least: 1, problems);
        var offset = Number(query, "offset", 0, least: 0, problems);
        var from = Time(query, "start_date", endOfDay: false, problems);
        var to = Time(query, "end_date", endOfDay: true, problems);
        if (problems.Count > 0)
        {
            return Error.Validation(problems);
        }

        return new CallQuery(Math.Min(limit, MostCalls), offset, States(query["status"]), from, to);
    }

    private static IReadOnlyList<CallState>? States(string? status) =>
        string.IsNullOrEmpty(status) ? null : CallWire.StateOf(status) is { } state ? [state] : [];

    private static int Number(IQueryCollection query, string name, int usual, int least, List<(string Field, string What)> problems)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return usual;
        }

        // More digits than an int holds is still just a large number, and large limits are clamped.
        if (text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least)
        {
            return value;
        }

        if (text.Length is > 9 and <= 30 && text.All(char.IsAsciiDigit))
        {
            return int.MaxValue;
        }

        problems.Add((name, $"must be a whole number from {least}"));
        return usual;
    }

    private static DateTime? Time(IQueryCollection query, string name, bool endOfDay, List<(string Field, string What)> problems)
    {
        // An unescaped + of a zone offset arrives as a blank.
        var text = query[name].ToString().Replace(' ', '+');
        if (text.Length == 0)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day))
        {
            return endOfDay && day < DateTime.MaxValue.Date ? day.AddDays(1) : day;
        }

        if (DateTime.TryParseExact(text, _times, CultureInfo.InvariantCulture, Utc, out var time))
        {
            return time;
        }

        problems.Add((name, "must be an ISO 8601 date or time, such as 2025-12-13 or 2025-12-13T10:00:00Z"));
        return null;
    }
}
