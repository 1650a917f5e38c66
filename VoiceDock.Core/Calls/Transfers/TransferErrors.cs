using System.Globalization;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The expected refusals of a transfer.</summary>
public static class TransferErrors
{
    public static readonly Error NoActiveTransfer = new(ErrorKind.Conflict, "no_active_transfer",
        "There is no transfer under way on this call that could be cancelled.");

    public static readonly Error NothingToTakeBack = new(ErrorKind.Conflict, "no_active_transfer",
        "The caller is not with a destination of this call, so there is nobody to take back.");

    public static readonly Error NoTransferTrunk = new(ErrorKind.Unprocessable, "no_transfer_trunk",
        "The called number has no active transfer trunk. Set transfer_trunk_id of the number to an active trunk.");

    public static readonly Error CredentialsUnreadable = new(ErrorKind.Conflict, "trunk_credentials_unreadable",
        "The stored password of the transfer trunk cannot be read. Enter it again.");

    public static readonly Error InOtherHands = new(ErrorKind.Conflict, "transfer_not_cancellable",
        "The phone system was asked to take the caller over (REFER) and cannot be told to stop. The caller comes back by itself if nobody answers.");

    public static readonly Error MethodNotPossible = new(ErrorKind.Unprocessable, "method_not_possible",
        "The trunk transfers by REFER, and this caller did not come in over it. Set the trunk's transfer method to auto or bridge.");

    /// <param name="entry">Outside its hours.</param>
    public static Error Closed(TransferDestination entry, DateTimeOffset now) => entry.Hours is { } hours && hours.NextChange(now) is { } opens
        ? new(ErrorKind.Unprocessable, "closed",
            $"{entry.Description} is closed at this hour and opens {HoursWords.Soon(hours, opens, now)} ({HoursWords.Town(hours.Zone)}).")
        {
            Details = [string.Create(CultureInfo.InvariantCulture, $"opens: {opens.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")],
        }
        : new(ErrorKind.Unprocessable, "closed", $"{entry.Description} is closed at this hour.");

    public static Error InProgress(TransferView running) => new(ErrorKind.Conflict, "transfer_in_progress",
        $"A transfer to {running.Destination}, asked for by {running.RequestedBy.Name}, is under way on this call. Cancel it or wait for its end.")
    {
        Details = [$"transfer_id: {running.Id}", $"destination: {running.Destination}"],
    };

    public static Error InvalidDestination(string problem) => new(ErrorKind.Invalid, "invalid_destination", problem)
    {
        Details = [$"destination: {problem}"],
    };

    public static Error OwnNumber(string number) => new(ErrorKind.Forbidden, "own_number",
        $"{number} is a number of this console; a call to it would come straight back.");

    /// <summary>An extension that would be an outside number where it is dialled.</summary>
    public static Error ExtensionIsNumber(string extension, string number, string reason) => new(ErrorKind.Forbidden, "destination_not_allowed",
        $"{extension} would be dialled as {number}, which is {reason}; such calls are not allowed by the destination rules.")
    {
        Details = [$"destination: {reason}"],
    };

    public static Error TrunkBusy(string trunk) => new(ErrorKind.TooMany, "trunk_busy",
        $"Trunk '{trunk}' has reached its limit of calls at once or per second.")
    { RetryAfter = TimeSpan.FromSeconds(1) };
}
