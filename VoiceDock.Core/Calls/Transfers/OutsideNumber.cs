using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What a destination that is written like an extension may be once a PBX dials it. Pure and thread-safe.</summary>
internal static class OutsideNumber
{
    // No PBX has internal numbers as long as that, and few countries numbers as short.
    private const int ShortestDigits = 7;

    /// <summary>The numbers it may mean, in E.164, whether they are in use or not; empty for an ordinary extension.</summary>
    /// <param name="trunk">Its country is the one national numbers belong to, its prefix the one of an outside line.</param>
    public static IReadOnlyList<string> Readings(string extension, Trunk? trunk)
    {
        if (extension.Length < ShortestDigits)
            return [];
        var readings = PhoneNumber.Readings(extension, trunk?.NumberCountry);
        return trunk?.NumberPrefix is { Length: > 0 } prefix && extension.StartsWith(prefix, StringComparison.Ordinal)
            ? [.. readings, .. PhoneNumber.Readings(extension[prefix.Length..], trunk.NumberCountry)]
            : readings;
    }
}
