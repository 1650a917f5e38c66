using FluentValidation;
using FluentValidation.Results;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>What headers a trunk may write into its INVITEs: none the SIP stack or the caller-ID policy writes, and none that could end a line.</summary>
public static class TrunkHeaderRules
{
    public const int MostHeaders = 10;
    public const int LongestName = 64;
    public const int LongestValue = 256;

    // The grammar of each is its own; all of them only inform.
    private static readonly string[] Named = ["Diversion", "History-Info", TrunkHeader.UserToUser];

    // Written by the caller-ID policy.
    private const string Ours = "P-Asserted-Identity";

    /// <summary>What is wrong with a header's name, as the end of a sentence about it; null when nothing.</summary>
    public static string? Name(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "is required";
        if (FieldText.Line(text, LongestName) is { } problem) return problem;
        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return "may contain only letters, digits and -";
        if (text.Equals(Ours, StringComparison.OrdinalIgnoreCase)) return $"cannot be {Ours}: the trunk's caller ID decides that one";
        return Named.Contains(text, StringComparer.OrdinalIgnoreCase) || HasPrefix(text, "X-") || HasPrefix(text, "P-")
            ? null
            : $"must begin with X- or P-, or be {string.Join(", ", Named[..^1])} or {Named[^1]}";
    }

    /// <summary>The same of its value.</summary>
    public static string? Value(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "is required" : FieldText.Line(text, LongestValue) ?? CallPlaceholders.Problem(text);

    internal static void Headers(IReadOnlyList<TrunkHeader>? headers, ValidationContext<TrunkInput> context)
    {
        if (headers is null) return;
        if (headers.Count > MostHeaders) context.AddFailure(new ValidationFailure(context.PropertyPath, $"must have at most {MostHeaders} entries"));
        for (var i = 0; i < Math.Min(headers.Count, MostHeaders); i++)
        {
            Fail(context, i, nameof(TrunkHeader.Name), Name(headers[i].Name));
            Fail(context, i, nameof(TrunkHeader.Value), Value(headers[i].Value));
        }
    }

    private static void Fail(ValidationContext<TrunkInput> context, int row, string part, string? problem)
    {
        if (problem is not null) context.AddFailure(new ValidationFailure(FormattableString.Invariant($"{context.PropertyPath}[{row}].{part}"), problem));
    }

    private static bool HasPrefix(string text, string prefix) => text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
