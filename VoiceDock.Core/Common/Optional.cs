using System.Text.Json.Serialization;

namespace VoiceDock.Core.Common;

/// <summary>
/// A field of a change: absent (keep what is there), present with null (clear), or present with a value.
/// Reads itself from JSON: a property that is not in the body stays absent.
/// </summary>
[JsonConverter(typeof(OptionalJsonConverterFactory))]
public readonly struct Optional<T>
{
    public Optional(T? value)
    {
        Value = value;
        IsPresent = true;
    }

    /// <summary>True when the sender named the field, also when it named it with null.</summary>
    public bool IsPresent { get; }

    public T? Value { get; }

    /// <summary>The sent value, or <paramref name="current"/> when the field was not sent.</summary>
    public T? Or(T? current) => IsPresent ? Value : current;

    public static implicit operator Optional<T>(T? value) => new(value);

    /// <summary>Never the value: it may be a secret.</summary>
    public override string ToString() => IsPresent ? "present" : "absent";
}
