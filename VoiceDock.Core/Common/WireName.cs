using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceDock.Core.Common;

/// <summary>
/// The one spelling of an enum value outside the program (API, database, forms): the name given by
/// <see cref="JsonStringEnumMemberNameAttribute"/>, else the snake_case of the member's name.
/// </summary>
public static class WireName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Names.TryGetValue(value, out var name) ? name : value.ToString();

    /// <summary>Case-insensitive; only the wire spelling is known, never a number.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Table<T>.Values.TryGetValue(text, out value);
    }

    /// <summary>All spellings in the order the enum declares them.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Spellings;

    /// <summary>The wire name of a property: <c>CallerIdNumber</c> is <c>caller_id_number</c>.</summary>
    public static string OfProperty(string property) => Properties.GetOrAdd(property, JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static readonly ConcurrentDictionary<string, string> Properties = new();

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(v => v, Spell);
        public static readonly Dictionary<string, T> Values = Names.ToDictionary(p => p.Value, p => p.Key, StringComparer.OrdinalIgnoreCase);
        public static readonly IReadOnlyList<string> Spellings = [.. Enum.GetValues<T>().Select(Spell)];

        private static string Spell(T value)
        {
            var member = value.ToString();
            var given = typeof(T).GetField(member)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>();
            return given?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
        }
    }
}
