using VoiceDock.Core.Common;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Expected refusals around the doctor.</summary>
public static class DoctorErrors
{
    public static Error NotFound => Error.NotFound("report");

    /// <param name="report">The run that is under way.</param>
    public static Error Running(DoctorReport report) =>
        new(ErrorKind.Conflict, "doctor_running", $"The doctor is examining '{report.TrunkName}' already; wait for the end of that run or cancel it.")
        {
            Details = [$"report: {report.Id}"],
        };

    /// <param name="report">The run that was to be cancelled.</param>
    public static Error Over(DoctorReport report) =>
        new(ErrorKind.Conflict, "doctor_not_running", $"This examination of '{report.TrunkName}' is over; there is nothing left to cancel.")
        {
            Details = [$"status: {WireName.Of(report.Status)}"],
        };

    public static Error TooMany(int limit, TimeSpan wait) =>
        new(ErrorKind.TooMany, "rate_limit_exceeded", $"At most {limit} runs of the doctor a minute; try again in {Math.Ceiling(wait.TotalSeconds):0} s.") { RetryAfter = wait };

    public static Error TooManyAtOnce(int limit) =>
        new(ErrorKind.TooMany, "rate_limit_exceeded", $"At most {limit} runs of the doctor at once; wait for one to end or cancel it.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public static Error DestinationNeeded(DoctorMode mode) =>
        Error.Validation([("destination", $"is needed in the mode {WireName.Of(mode)}")]);
}
