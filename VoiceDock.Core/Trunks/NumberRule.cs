using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>How a destination is written for a trunk: the user part of the Request-URI. Pure and thread-safe.</summary>
public static class NumberRule
{
    /// <returns>
    /// The dialled user part, or <c>destination_not_allowed</c> (extensions off, or not in the pattern) or
    /// <c>invalid_destination</c> (no national form).
    /// </returns>
    public static Result<string> Format(Trunk trunk, DialTarget target)
    {
        if (!target.IsNumber) return FormatExtension(trunk, target);
        var text = Write(trunk.NumberFormat, trunk.NumberCountry, target.Value);
        return text is null ? TrunkErrors.NumberNotDialable(trunk, target) : trunk.NumberPrefix + text;
    }

    /// <summary>The rehearsal of the form: a sample number under fields that are not saved yet; null when they do not go together.</summary>
    public static string? Rehearse(string? numberFormat, string? country, string? prefix, string e164) =>
        WireName.TryParse<NumberFormat>(numberFormat, out var format) && Write(format, country, e164) is { } text ? prefix + text : null;

    /// <summary>What a destination would be dialled as under each number format, with the other fields of the form as they are typed.</summary>
    public static IReadOnlyList<NumberRow> Rows(TrunkInput input, DialTarget target)
    {
        var preset = TrunkPresets.For(input.Provider);
        var current = WireName.TryParse<NumberFormat>(input.NumberFormat, out var chosen) ? chosen : preset.NumberFormat;
        return [.. Enum.GetValues<NumberFormat>().Select(f => Row(input, preset, target, f, f == current))];
    }

    private static NumberRow Row(TrunkInput input, TrunkPreset preset, DialTarget target, NumberFormat format, bool isCurrent)
    {
        if (!target.IsNumber)
        {
            var problem = ExtensionProblem(input.AllowExtensions ?? preset.AllowExtensions, input.ExtensionPattern ?? TrunkDefaults.ExtensionPattern, target);
            return new NumberRow(format, isCurrent, problem is null ? target.Value : null, problem);
        }

        if (Write(format, input.NumberCountry, target.Value) is { } text) return new NumberRow(format, isCurrent, input.NumberPrefix + text, null);
        return new NumberRow(format, isCurrent, null, input.NumberCountry is null ? "Needs the country, under Advanced." : "Cannot be dialled from that country.");
    }

    /// <summary>Why an extension is not dialled, and what to do; null when it is.</summary>
    private static string? ExtensionProblem(bool allowed, string patternText, DialTarget target)
    {
        if (!allowed) return "Extensions are off on this trunk: allow them under Advanced, or enter a full number with +.";
        return Fits(patternText, target)
            ? null
            : $"{target} does not fit the pattern {patternText}. An outside number is written with + and its country code.";
    }

    private static Result<string> FormatExtension(Trunk trunk, DialTarget target)
    {
        if (!trunk.AllowExtensions) return TrunkErrors.ExtensionsNotAllowed(trunk);
        return Fits(trunk.ExtensionPattern, target) ? target.Value : TrunkErrors.ExtensionNotInPattern(trunk, target);
    }

    private static bool Fits(string patternText, DialTarget target) => ExtensionPattern.TryParse(patternText, out var pattern, out _) && pattern.Matches(target.Value);

    private static string? Write(NumberFormat format, string? country, string e164) => format switch
    {
        NumberFormat.E164Plain => e164[1..],
        NumberFormat.E164DoubleZero => string.Concat("00", e164.AsSpan(1)),
        NumberFormat.National => country is null ? null : PhoneNumber.DialledFrom(e164, country),
        _ => e164,
    };
}
