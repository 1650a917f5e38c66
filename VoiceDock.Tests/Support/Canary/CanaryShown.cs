namespace VoiceDock.Tests.Support.Canary;

/// <summary>What the product shows once by design, or a person's own words in a form that comes back: each one secret in one place.</summary>
internal static class CanaryShown
{
    private static readonly HashSet<(string Name, string Where)> Places =
    [
        // The form of the set-up link carries its token on, to whoever has come by that link.
        ("a set-up link", "GET /setup"),
        ("a set-up link", "POST /setup"),
        ("a set-up link", "/setup"),
        // Shown when it is made, and never again.
        ("an API key", "/settings/api-keys"),
        ("an authenticator's key", "/settings/account/two-factor"),
        // The demo prints the key of its example request: one that no other start takes.
        ("an API key", "API key"),
    ];

    /// <param name="where">As the net was told: a page's path, a method and a path.</param>
    public static bool IsShown(string name, string where) => Places.Contains((name, where));
}
