using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls;

/// <summary>What a transfer is called on screens.</summary>
public static class TransferWords
{
    private static readonly Dictionary<string, string> Titles = new()
    {
        [TransferReasons.TrunkTimeout.Slug] = "Trunk did not answer",
        [TransferReasons.TrunkUnreachable.Slug] = "Trunk unreachable",
        [TransferReasons.TlsFailed.Slug] = "No secure connection",
        [TransferReasons.DnsFailed.Slug] = "Host name not found",
        [TransferReasons.TargetRefused.Slug] = "Address not allowed",
        [TransferReasons.AuthFailed.Slug] = "Password refused",
        [TransferReasons.Forbidden.Slug] = "Refused by the PBX",
        [TransferReasons.NoAnswer.Slug] = "No answer",
        [TransferReasons.Unavailable.Slug] = "Not available",
        [TransferReasons.NotFound.Slug] = "Number not found",
        [TransferReasons.BadNumber.Slug] = "Number incomplete",
        [TransferReasons.Busy.Slug] = "Busy",
        [TransferReasons.Declined.Slug] = "Declined",
        [TransferReasons.Cancelled.Slug] = "Cancelled",
        [TransferReasons.TakenBack.Slug] = "Taken back",
        [TransferReasons.CallerHungUp.Slug] = "Caller hung up",
        [TransferReasons.NoCommonCodec.Slug] = "No common codec",
        [TransferReasons.Loop.Slug] = "Call in a loop",
        [TransferReasons.Redirected.Slug] = "Redirected",
        [TransferReasons.TrunkError.Slug] = "PBX error",
        [TransferReasons.ProtocolError.Slug] = "Not understood by the PBX",
        [TransferReasons.TrunkBusy.Slug] = "All lines busy",
        [TransferReasons.TrunkCapReached.Slug] = "Cap of the day reached",
        [TransferReasons.NotAllowed.Slug] = "Not allowed",
        [TransferReasons.OwnNumber.Slug] = "Own number",
        [TransferReasons.CredentialsUnreadable.Slug] = "Password unreadable",
        [TransferReasons.NoTransferTrunk.Slug] = "No transfer trunk",
        [TransferReasons.NoMedia.Slug] = "No audio",
        [TransferReasons.FarEndLost.Slug] = "Line lost",
        [TransferReasons.CapacityReached.Slug] = "No free audio port",
        [TransferReasons.Closed.Slug] = "Closed",
        [TransferReasons.ReferFailed.Slug] = "REFER not taken",
        [TransferReasons.ReferNoOutcome.Slug] = "REFER without an outcome",
        [TransferReasons.ProcessCrash.Slug] = "VoiceDock stopped unexpectedly",
        [TransferReasons.Shutdown.Slug] = "VoiceDock was stopped",
    };

    public static string State(TransferState state) => state switch
    {
        TransferState.Requested => "Starting",
        TransferState.Announcing => "Announcing",
        TransferState.Dialing => "Dialing",
        TransferState.Ringing => "Ringing",
        TransferState.Screening => "Screening",
        TransferState.Answered => "Answered",
        TransferState.Connected => "Connected",
        TransferState.Completed => "Completed",
        TransferState.Failed => "Failed",
        TransferState.Cancelled => "Cancelled",
        _ => "Taken back",
    };

    public static Tone Tone(TransferState state) => state switch
    {
        TransferState.Connected or TransferState.Completed => Shared.Tone.Up,
        TransferState.Failed => Shared.Tone.Down,
        TransferState.Cancelled or TransferState.TakenBack => Shared.Tone.Neutral,
        _ => Shared.Tone.Info,
    };

    /// <summary>The destination's own name, else its number as people read it.</summary>
    public static string Destination(TransferView transfer) => transfer.DestinationName ?? PhoneNumber.ToReadable(transfer.Destination) ?? transfer.Destination;

    /// <summary>What was dialled, as people read it.</summary>
    public static string Dialled(TransferView transfer) => PhoneNumber.ToReadable(transfer.Dialled ?? transfer.Destination) ?? transfer.Destination;

    /// <summary>The typed reason in two or three words.</summary>
    public static string Reason(string? slug) => slug is null ? "" : Titles.GetValueOrDefault(slug, slug.Replace('_', ' '));

    /// <summary>"SIP 486 Busy Here", or null when no SIP answer was the cause.</summary>
    public static string? SipAnswer(TransferView transfer) => transfer.SipCode is { } code ? $"SIP {code} {transfer.SipReason}".TrimEnd() : null;

    /// <summary>Where a transfer or one of its attempts stands; of one that failed, why.</summary>
    public static string Verdict(TransferState state, string? reason) => state == TransferState.Failed ? Reason(reason) : State(state);

    /// <summary>How a transfer that is over went, in one or two words: what a person wants to know before trying the same destination again.</summary>
    public static string Outcome(TransferView transfer) => transfer.State switch
    {
        TransferState.Failed => Reason(transfer.Reason),
        TransferState.Cancelled => "Cancelled",
        _ => "Answered",
    };

    /// <summary>Where the transfer stands, as a sentence.</summary>
    public static string Sentence(TransferView transfer) => transfer.State switch
    {
        TransferState.Requested => $"Starting the transfer to {Destination(transfer)}.",
        TransferState.Announcing => "The caller hears the message.",
        TransferState.Dialing => $"Dialing {Destination(transfer)}.",
        TransferState.Ringing => $"{Destination(transfer)} is ringing.",
        TransferState.Screening => $"{Destination(transfer)} answered and has not taken the call yet.",
        TransferState.Answered => $"{Destination(transfer)} answered.",
        TransferState.Connected => $"Connected with {Destination(transfer)}.",
        TransferState.Completed => $"The conversation with {Destination(transfer)} is over.",
        TransferState.Cancelled => transfer.Reason == TransferReasons.CallerHungUp.Slug
            ? transfer.Explanation ?? TransferReasons.CallerHungUp.Explanation
            : "Cancelled. The caller is with the assistant.",
        TransferState.Failed => transfer.Explanation ?? Reason(transfer.Reason),
        _ => "Taken back. The caller is with the assistant.",
    };
}
