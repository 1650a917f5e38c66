using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>How the destination would be dialled under the trunk's rule, and who would be shown as calling.</summary>
internal sealed class NumberCheck(TestCall call) : ICheck
{
    public CheckName Name => CheckName.Number;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.Nobody;

    public Task<Finding> RunAsync(Examination exam, CancellationToken ct) => Task.FromResult(Judge(exam));

    private Finding Judge(Examination exam)
    {
        if (DoctorDestinations.Read(exam.Order) is not { } target) return Finding.Skipped("No destination was given.");
        var dialled = NumberRule.Format(exam.Trunk, target);
        if (!dialled.IsOk) return exam.Problem("R16", dialled.Error.Message); // checked before the run, and the rules may have changed since
        var shown = exam.Trunk.CallerIdPolicy == CallerIdPolicy.Caller ? "the caller's own number" : call.Caller(exam) ?? "nobody: the trunk has no number to show";
        return Finding.Ok($"{target} is dialled as {dialled.Value}.") with
        {
            Facts = [$"Rule: {WireName.Of(exam.Trunk.NumberFormat)}{(exam.Trunk.NumberPrefix is { } prefix ? $" with {prefix} in front" : "")}", $"Shown as calling: {shown}, in {WireName.Of(exam.Trunk.CallerIdHeader)}"],
        };
    }
}
