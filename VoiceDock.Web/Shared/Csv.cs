using System.Globalization;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Shared;

/// <summary>Cells of a CSV file (RFC 4180).</summary>
public static class Csv
{
    // Strangers choose names: a text a spreadsheet would run as a formula gets an apostrophe in front. Phone numbers are left alone.
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !PhoneNumber.IsE164(text))
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>A moment, which is UTC.</summary>
    public static string? Time(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
