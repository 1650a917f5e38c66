using Xunit.v3;

namespace VoiceDock.Tests.Interop.Matrix;

/// <summary>
/// This test shows that a feature works with a foreign peer; when it has passed, the cell of <c>docs/interop.md</c> counts it (<c>eng/interop.sh</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InteropAttribute(string peer, params string[] features) : Attribute, ITraitAttribute
{
    /// <summary>Name of the trait; its values are <c>peer: feature</c>.</summary>
    public const string Trait = "Interop";

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. features.Select(f => KeyValuePair.Create(Trait, $"{peer}: {f}"))];
}
