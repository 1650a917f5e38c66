namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Which way something went.</summary>
public enum ChangeTrend
{
    Better,
    Worse,

    /// <summary>Neither: another rule or cause of the same weight, or one side was not checked.</summary>
    Different,
}

/// <summary>A check that ended otherwise.</summary>
public sealed record CheckChange(Check Before, Check After)
{
    public CheckName Name => After.Name;

    public ChangeTrend Trend => (Weight(Before.Status), Weight(After.Status)) switch
    {
        ({ } before, { } after) when after < before => ChangeTrend.Better,
        ({ } before, { } after) when after > before => ChangeTrend.Worse,
        _ => ChangeTrend.Different,
    };

    /// <summary>The change in a line: <c>Sign of life: ok -> PROBLEM (R04): it does not answer.</c></summary>
    public override string ToString()
    {
        var status = Before.Status == After.Status && Before.Rule == After.Rule ? Said(After) : $"{Said(Before)} -> {Said(After)}";
        return $"{ReportWords.Of(Name)}: {status}{(After.Cause is { } cause ? $": {cause}" : "")}";
    }

    private static string Said(Check check) => ReportWords.Of(check.Status) + (check.Rule is { } rule ? $" ({rule})" : "");

    private static int? Weight(CheckStatus status) => status switch
    {
        CheckStatus.Ok => 0,
        CheckStatus.Warning => 1,
        CheckStatus.Problem => 2,
        _ => null,
    };
}
