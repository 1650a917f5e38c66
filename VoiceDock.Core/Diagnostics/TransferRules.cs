using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>From a failed transfer to the rule that says what to change where. Pure functions.</summary>
public static class TransferRules
{
    /// <param name="trunk">The trunk of the last attempt; null when it is gone: then the words are for any PBX.</param>
    /// <param name="ladder">The evidence; null when none is kept.</param>
    /// <returns>Null when the transfer has not failed, or no rule is about its reason.</returns>
    public static DoctorRule? Of(TransferView transfer, Trunk? trunk, CallLadder? ladder)
    {
        if (transfer is not { State: TransferState.Failed, Reason: { } reason })
            return null;
        var hasUser = trunk is null || !string.IsNullOrEmpty(trunk.Username);
        var id = IdOf(reason, transfer.SipCode, hasUser, TransferEvidence.Of(transfer, ladder));
        return id is null ? null : DoctorRules.Of(id, trunk?.Preset ?? TrunkPresets.Generic);
    }

    /// <param name="reason">A slug of <see cref="TransferReasons"/>.</param>
    /// <param name="sipCode">The final status of the last attempt, when it had one.</param>
    /// <param name="hasUser">The trunk has a user name.</param>
    public static string? IdOf(string reason, int? sipCode, bool hasUser, TransferEvidence evidence) =>
        Table.TryGetValue(reason, out var rule) ? rule(sipCode, hasUser, evidence) : null;

    private delegate string? Rule(int? sipCode, bool hasUser, TransferEvidence evidence);

    private static readonly Dictionary<string, Rule> Table = new()
    {
        [TransferReasons.DnsFailed.Slug] = Always("R01"),
        [TransferReasons.TargetRefused.Slug] = Always("R03"),
        // A PBX that answered something was reached: its own line to the destination did not answer.
        [TransferReasons.TrunkTimeout.Slug] = (code, _, evidence) => evidence.WasHeard || code is 408 ? "R13" : "R04",
        [TransferReasons.TrunkUnreachable.Slug] = Always("R05"),
        [TransferReasons.TlsFailed.Slug] = Always("R06"),
        [TransferReasons.AuthFailed.Slug] = (_, hasUser, _) => hasUser ? "R08" : "R09",
        [TransferReasons.Forbidden.Slug] = Always("R10"),
        [TransferReasons.NotFound.Slug] = Always("R11"),
        [TransferReasons.Unavailable.Slug] = Always("R14"),
        [TransferReasons.NoAnswer.Slug] = Always("R14"),
        [TransferReasons.Busy.Slug] = Always("R14"),
        [TransferReasons.Declined.Slug] = Always("R14"),
        [TransferReasons.BadNumber.Slug] = Always("R16"),
        [TransferReasons.NoCommonCodec.Slug] = Always("R17"),
        [TransferReasons.Loop.Slug] = (code, _, _) => code is 482 ? "R15" : "R18",
        // 501, 505 and 513 are no overload: it cannot do what was asked.
        [TransferReasons.TrunkError.Slug] = (code, _, _) => code switch { 504 => "R13", 501 or 505 or 513 => null, _ => "R19" },
        [TransferReasons.ReferNoOutcome.Slug] = Always("R20"),
        [TransferReasons.NoMedia.Slug] = (_, _, evidence) => evidence.NamesPrivateAudio ? "R24" : "R22",
    };

    private static Rule Always(string id) => (_, _, _) => id;
}
