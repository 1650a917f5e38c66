using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>From the refusal of a command to the reason of a transfer.</summary>
internal static class TransferRefusals
{
    /// <summary>What the caller hears when the assistant's own transfer is refused before anything is dialled.</summary>
    public static TransferReason Spoken(Error error) => Of(error) ?? error.Code switch
    {
        "no_transfer_trunk" => TransferReasons.NoTransferTrunk,
        "trunk_busy" or "call_rate_limited" => TransferReasons.TrunkBusy,
        "trunk_credentials_unreadable" => TransferReasons.CredentialsUnreadable,
        "closed" => TransferReasons.Closed,
        "method_not_possible" => TransferReasons.ReferFailed,
        "invalid_destination" => TransferReasons.BadNumber,
        _ => TransferReasons.TrunkError,
    };

    /// <summary>What stands in a transfer's attempts for a trunk or destination the rules pass over; null for what is only busy for a moment.</summary>
    public static TransferReason? Of(Error error) => error.Code switch
    {
        "trunk_cap_reached" => TransferReasons.TrunkCapReached,
        "destination_not_allowed" => TransferReasons.NotAllowed,
        "own_number" => TransferReasons.OwnNumber,
        _ => null,
    };
}
