using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Security;

/// <summary>
/// An API key as its holder sees it: <c>vd_live_</c> or <c>vd_test_</c>, 10 base62 id, 43 base62 secret (256 bit), 6 base62 CRC-32. Never prints.
/// </summary>
public sealed class ApiKeyToken
{
    private ApiKeyToken(string text, bool isTest) => (Text, IsTest) = (text, isTest);

    public bool IsTest { get; }

    /// <summary>The public part: finds the row, may be shown and logged.</summary>
    public string Id => Text.Substring(LivePrefix.Length, IdLength);

    /// <summary>The whole key; shown once, at creation.</summary>
    internal string Text { get; }

    internal const string LivePrefix = "vd_live_";
    internal const string TestPrefix = "vd_test_";
    internal const int IdLength = 10;

    public static ApiKeyToken Create(bool test) => throw new NotImplementedException();

    /// <returns>False when prefix, length, alphabet or check sum is not right.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyToken? token) => throw new NotImplementedException();

    public override string ToString() => ProtectedSecret.Mask;
}
