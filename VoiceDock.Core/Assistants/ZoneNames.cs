using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Assistants;

/// <summary>Time zones by their IANA names, as this machine knows them. Thread-safe.</summary>
public static class ZoneNames
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-");

    private static readonly Lazy<IReadOnlyList<string>> Names = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).Order(StringComparer.Ordinal)]);

    /// <summary>One name for each zone, in order; others (<c>US/Eastern</c>) may be known besides.</summary>
    public static IReadOnlyList<string> All => Names.Value;

    public static bool IsKnown([NotNullWhen(true)] string? name) => TryFind(name, out _);

    /// <summary>The name somebody meant who typed only its town: <c>New York</c>. Null when no zone or several have it.</summary>
    public static string? OfTown(string typed)
    {
        var town = "/" + typed.Trim().Replace(' ', '_');
        return All.Where(n => n.EndsWith(town, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only] ? only : null;
    }

    // the system looks names up as paths below its folder of zones: anything else than a name stays away from it
    internal static bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return name is { Length: > 0 and <= Longest } && name[0] != '/' && !name.AsSpan().ContainsAnyExcept(Characters)
            && !name.StartsWith("right/", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("posix/", StringComparison.OrdinalIgnoreCase)
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId;
    }
}
