using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What the caller hears when the assistant's own transfer is refused before anything is dialled.</summary>
internal static class TransferRefusals
{
    public static TransferReason Spoken(Error error) => error.Code switch
    {
        "no_transfer_trunk" => TransferReasons.NoTransferTrunk,
        "trunk_busy" or "call_rate_limited" => TransferReasons.TrunkBusy,
        "trunk_credentials_unreadable" => TransferReasons.CredentialsUnreadable,
        "destination_not_allowed" or "own_number" => TransferReasons.NotAllowed,
        "closed" => TransferReasons.Closed,
        "method_not_possible" => TransferReasons.ReferFailed,
        "invalid_destination" => TransferReasons.BadNumber,
        _ => TransferReasons.TrunkError,
    };
}
