using System.Globalization;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>Figures and lists as the doctor writes them.</summary>
internal static class CheckText
{
    /// <summary><c>0.8 ms</c>, <c>43 ms</c>, <c>1.2 s</c>.</summary>
    public static string Of(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
    };

    /// <summary><c>a, b and c</c>.</summary>
    public static string Join<T>(IEnumerable<T> items)
    {
        var all = items.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}")).ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
