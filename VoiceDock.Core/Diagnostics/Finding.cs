using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics;

/// <summary>What one check found. Made by the verbs below, completed by <c>with</c>.</summary>
internal sealed record Finding(CheckStatus Status, string Cause)
{
    public string? Rule { get; init; }

    public string? Fix { get; init; }

    public CheckSide? Side { get; init; }

    public string? Sent { get; init; }

    public string? Received { get; init; }

    public IReadOnlyList<string> Facts { get; init; } = [];

    public static Finding Ok(string cause) => new(CheckStatus.Ok, cause);

    public static Finding Skipped(string why) => new(CheckStatus.Skipped, why);

    public static Finding Warning(DoctorRule rule, string cause) => Of(CheckStatus.Warning, rule, cause);

    public static Finding Problem(DoctorRule rule, string cause) => Of(CheckStatus.Problem, rule, cause);

    /// <summary>Where no rule of the table fits.</summary>
    public static Finding Warning(string cause, string fix, CheckSide side) => new(CheckStatus.Warning, cause) { Fix = fix, Side = side };

    /// <summary>Where no rule of the table fits.</summary>
    public static Finding Problem(string cause, string fix, CheckSide side) => new(CheckStatus.Problem, cause) { Fix = fix, Side = side };

    /// <summary>What was sent and what came back, from the answer.</summary>
    public Finding From(ProbeAnswer answer) => this with { Sent = answer.Sent, Received = answer.Received ?? answer.Detail };

    private static Finding Of(CheckStatus status, DoctorRule rule, string cause) =>
        new(status, cause) { Rule = rule.Id, Fix = rule.Fix, Side = rule.Side };
}
