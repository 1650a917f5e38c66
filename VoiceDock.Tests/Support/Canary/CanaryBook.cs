using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>
/// What must not be found, by name: every constant of the tests whose name ends in Password or Secret, in all its spellings; secrets that were made while
/// the tests ran, as they stand; and whatever has the shape of a key of ours. A name is all that a hit tells. Thread-safe.
/// </summary>
internal sealed partial class CanaryBook
{
    // Shorter ones, such as "secret", are words.
    private const int Shortest = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private SearchValues<string>? _all;

    public CanaryBook()
    {
        const BindingFlags constants = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in typeof(CanaryBook).Assembly.GetTypes().SelectMany(t => t.GetFields(constants)).Where(f => f.IsLiteral && f.FieldType == typeof(string)))
        {
            if (field.GetRawConstantValue() is string { Length: >= Shortest } value && Named().IsMatch(field.Name)) RegisterSpelled($"{field.DeclaringType!.Name}.{field.Name}", value);
        }
    }

    /// <param name="name">For the report, such as "invitation".</param>
    public void Register(string name, string value)
    {
        lock (_lock)
        {
            if (_names.TryAdd(value, name)) _all = null;
        }
    }

    /// <summary>In every spelling of <see cref="SecretSpellings"/>. What two classes have is known by the first of them.</summary>
    public void RegisterSpelled(string name, string value)
    {
        foreach (var (_, bytes) in SecretSpellings.Of(value)) Register(name, Encoding.Latin1.GetString(bytes));
    }

    /// <param name="text">Bytes as Latin-1, or text.</param>
    /// <returns>Names of the secrets in it, each once.</returns>
    public IReadOnlyList<string> FindIn(string text)
    {
        var shapes = Shapes().Matches(text).Select(m => m.ValueSpan[..4] is "vd_l" or "vd_t" ? "an API key" : m.ValueSpan.StartsWith("vdk1") ? "a master key" : "an SRTP key");
        if (text.AsSpan().IndexOfAny(Prepared()) < 0) return [.. shapes.Distinct()];
        lock (_lock) return [.. _names.Where(n => text.Contains(n.Key, StringComparison.Ordinal)).Select(n => n.Value).Concat(shapes).Distinct()];
    }

    private SearchValues<string> Prepared()
    {
        lock (_lock) return _all ??= SearchValues.Create([.. _names.Keys], StringComparison.Ordinal);
    }

    [GeneratedRegex("(Password|Secret)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"vd_(?:live|test)_[0-9A-Za-z]{59}|vdk1_[0-9A-Za-z_\-]{40}|inline:[0-9A-Za-z+/]{30}", RegexOptions.CultureInvariant)]
    private static partial Regex Shapes();
}
