using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>How a call of ours ends that nobody took: the reasons of dialling, as ends of a call.</summary>
public static class Unreached
{
    /// <param name="words">The reason's explanation, filled in.</param>
    /// <param name="end">The leg's end, where the other side told one.</param>
    public static CallEnd Of(TransferReason reason, string words, LegEnd? end) => new(VerdictOf(reason), reason.Slug, Sentence(reason, words), end?.SipCode)
    {
        IsUnreached = true,
    };

    // That reason speaks of transfers, which nobody asked for here.
    private static string Sentence(TransferReason reason, string words) =>
        reason == TransferReasons.Cancelled ? "The other side gave the call up before it was answered." : words;

    private static CallVerdict VerdictOf(TransferReason reason) => reason switch
    {
        _ when TransferReasons.HuntsOn(reason) || reason == TransferReasons.Cancelled => CallVerdict.Callee,
        _ when reason == TransferReasons.CapacityReached || reason == TransferReasons.Shutdown || reason == TransferReasons.CredentialsUnreadable
            || reason == TransferReasons.TargetRefused => CallVerdict.Ours,
        _ => CallVerdict.Carrier,
    };
}
