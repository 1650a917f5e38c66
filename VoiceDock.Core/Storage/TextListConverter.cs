using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace VoiceDock.Core.Storage;

/// <summary>A list of texts is stored as a JSON array; order kept.</summary>
internal sealed class TextListConverter() : ValueConverter<IReadOnlyList<string>, string>(list => Write(list), text => Read(text))
{
    /// <summary>Lists with the same texts in the same order are the same value.</summary>
    public static readonly ValueComparer<IReadOnlyList<string>> Comparer = new(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        list => list.Aggregate(0, (hash, text) => HashCode.Combine(hash, text)),
        list => list);

    private static string Write(IReadOnlyList<string> list) => JsonSerializer.Serialize(list);

    private static IReadOnlyList<string> Read(string text) => JsonSerializer.Deserialize<string[]>(text) ?? [];
}
