using System.Net;

namespace VoiceDock.Core.Security;

/// <summary>Networks in a setting: <c>10.0.7.0/24, fd00::/8</c>.</summary>
public static class NetworkList
{
    /// <summary>Why the text cannot be read; null when it can, and when it is empty.</summary>
    public static string? Problem(string text) =>
        Parts(text).FirstOrDefault(p => !IPNetwork.TryParse(p, out _)) is { } wrong ? $"'{wrong}' is not a network such as 10.0.7.0/24" : null;

    /// <exception cref="FormatException">See <see cref="Problem"/>.</exception>
    public static IReadOnlyList<IPNetwork> Parse(string text) => [.. Parts(text).Select(p => IPNetwork.Parse(p))];

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
