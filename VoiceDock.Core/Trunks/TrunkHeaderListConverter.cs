using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace VoiceDock.Core.Trunks;

/// <summary>A trunk's headers are stored as a JSON array; order kept.</summary>
internal sealed class TrunkHeaderListConverter() : ValueConverter<IReadOnlyList<TrunkHeader>, string>(list => Write(list), text => Read(text))
{
    /// <summary>Lists with the same headers in the same order are the same value.</summary>
    public static readonly ValueComparer<IReadOnlyList<TrunkHeader>> Comparer = new(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        list => list.Aggregate(0, (hash, header) => HashCode.Combine(hash, header)),
        list => list);

    private static string Write(IReadOnlyList<TrunkHeader> list) => JsonSerializer.Serialize(list);

    private static IReadOnlyList<TrunkHeader> Read(string text) => JsonSerializer.Deserialize<TrunkHeader[]>(text) ?? [];
}
