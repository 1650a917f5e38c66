namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The table of transfer failures: from what happened on the far leg to a typed reason and its words. A test mirrors it.</summary>
public static class TransferReasons
{
    private const string CannotReach = "I can't reach {name} right now.";

    public static readonly TransferReason TrunkTimeout = new("trunk_timeout",
        "{trunk} did not answer the call. Check that the PBX is on, its address and port are right and no firewall is in between.", CannotReach);

    public static readonly TransferReason TrunkUnreachable = new("trunk_unreachable",
        "{trunk} refused the connection: the machine is there, nothing listens on that port. Check the trunk's port.", CannotReach);

    public static readonly TransferReason TlsFailed = new("tls_failed",
        "{trunk} did not prove who it is, so nothing was sent: the TLS connection failed.", CannotReach);

    public static readonly TransferReason DnsFailed = new("dns_failed",
        "The host name of {trunk} could not be resolved. Check its spelling; a LAN name needs the office DNS or the IP address.", CannotReach);

    public static readonly TransferReason TargetRefused = new("target_refused",
        "The address of {trunk} is not allowed as a target (setting Sip:Targets).", CannotReach);

    public static readonly TransferReason AuthFailed = new("auth_failed",
        "{trunk} refused the user name or password. Enter the password again, and check the authentication user.", CannotReach);

    public static readonly TransferReason Forbidden = new("forbidden",
        "{trunk} was reached but does not allow this call (403). Check that our address and the caller ID are allowed there.", CannotReach);

    public static readonly TransferReason NoAnswer = new("no_answer", "{dialled} rang and nobody answered.", "{name} does not answer.");

    public static readonly TransferReason Unavailable = new("unavailable", "{dialled} is not available at the moment (480).", "{name} is not available.");

    public static readonly TransferReason NotFound = new("not_found",
        "{trunk} knows nothing at {dialled}. Check the number format of the trunk and the inbound route of the PBX.", "That number does not exist.");

    public static readonly TransferReason BadNumber = new("bad_number",
        "{trunk} says {dialled} is not a complete number. Check the number format of the trunk.", "That number is not complete.");

    public static readonly TransferReason Busy = new("busy", "{dialled} is busy.", "{name} is busy.");

    public static readonly TransferReason Declined = new("declined", "{dialled} declined the call.", "{name} can't take the call now.");

    public static readonly TransferReason Cancelled = new("cancelled", "The transfer was cancelled.", "All right, we go on.");

    public static readonly TransferReason TakenBack = new("taken_back", "The caller was taken back from {dialled} to the assistant.", "I'm back with you.");

    public static readonly TransferReason CallerHungUp = new("caller_hung_up", "The caller hung up before the destination answered.", null);

    public static readonly TransferReason NoCommonCodec = new("no_common_codec",
        "{trunk} and VoiceDock do not agree on the audio: they have no codec in common, or only one of them encrypts. Allow PCMA (alaw) or PCMU (ulaw) on the PBX, and compare the trunk's encrypted audio with the PBX's SRTP setting.", CannotReach);

    public static readonly TransferReason Loop = new("loop", "{trunk} says the call goes round in circles. Check the PBX's routes for {dialled}.",
        "I can't transfer you there.");

    public static readonly TransferReason Redirected = new("redirected",
        "{trunk} answered with another address for {dialled}; redirects are not followed. Dial that destination directly.", CannotReach);

    public static readonly TransferReason TrunkError = new("trunk_error",
        "{trunk} answered with a server error: it is overloaded or its own line is down.", CannotReach);

    public static readonly TransferReason ProtocolError = new("protocol_error",
        "{trunk} did not accept the form of the call. The SIP messages of this call show its answer.", CannotReach);

    public static readonly TransferReason TrunkBusy = new("trunk_busy",
        "{trunk} has reached its limit of calls at once or per second.", "All lines are busy.");

    public static readonly TransferReason TrunkCapReached = new("trunk_cap_reached",
        "{trunk} has placed as many calls, or used as many minutes, as it may today. Raise its cap, or wait for the next day.", "All lines are busy.");

    public static readonly TransferReason NotAllowed = new("destination_not_allowed", "{dialled} may not be dialled: the destination rules refuse it.",
        "I can't transfer you there.");

    public static readonly TransferReason OwnNumber = new("own_number", "{dialled} is a number of this console; a call to it would come straight back.",
        "I can't transfer you there.");

    public static readonly TransferReason CredentialsUnreadable = new("credentials_unreadable",
        "The stored password of {trunk} cannot be read. Enter it again on the trunk's page.", CannotReach);

    public static readonly TransferReason NoTransferTrunk = new("no_transfer_trunk",
        "The called number has no active transfer trunk. Choose one on the Numbers page.", CannotReach);

    public static readonly TransferReason NoMedia = new("no_media",
        "{dialled} answered but no audio came from {trunk}. Open the RTP ports on the PBX's side.", "The line was cut. I'm back with you.");

    public static readonly TransferReason FarEndLost = new("far_end_lost", "The connection to {dialled} was lost during the conversation.",
        "The line was cut. I'm back with you.");

    public static readonly TransferReason CapacityReached = new("capacity", "VoiceDock has no free audio port for another leg.", "All lines are busy.");

    public static readonly TransferReason Closed = new("closed", "{name} is closed at this hour, and nobody else is named for it.", "{name} is closed now.");

    public static readonly TransferReason ReferFailed = new("refer_failed",
        "{trunk} did not take the caller over when it was asked to (REFER). Let the trunk transfer by bridge, or allow REFER on the PBX.", CannotReach);

    public static readonly TransferReason ReferNoOutcome = new("refer_no_outcome",
        "{trunk} agreed to take the caller over (REFER) and never said what became of it. Let the trunk transfer by bridge.", CannotReach);

    public static readonly TransferReason ProcessCrash = new("process_crash", "VoiceDock stopped unexpectedly during the transfer.", null);

    public static readonly TransferReason Shutdown = new("shutdown", "VoiceDock was stopped during the transfer.", null);

    public static readonly IReadOnlyList<TransferReason> All =
    [
        TrunkTimeout, TrunkUnreachable, TlsFailed, DnsFailed, TargetRefused, AuthFailed, Forbidden, NoAnswer, Unavailable, NotFound, BadNumber, Busy,
        Declined, Cancelled, TakenBack, CallerHungUp, NoCommonCodec, Loop, Redirected, TrunkError, ProtocolError, TrunkBusy, TrunkCapReached, NotAllowed, OwnNumber,
        CredentialsUnreadable, NoTransferTrunk, NoMedia, FarEndLost, CapacityReached, Closed, ReferFailed, ReferNoOutcome, ProcessCrash, Shutdown,
    ];

    /// <summary>The reason for a destination's leg that ended before it was answered.</summary>
    /// <param name="rang">An 18x had been received.</param>
    public static TransferReason For(LegEnd end, bool rang) => end.Kind switch
    {
        LegEndKind.NoAnswer => TrunkTimeout,
        LegEndKind.Unreachable => TrunkUnreachable,
        LegEndKind.TlsFailed => TlsFailed,
        LegEndKind.DnsFailed => DnsFailed,
        LegEndKind.TargetRefused => TargetRefused,
        LegEndKind.AuthFailed => AuthFailed,
        LegEndKind.CredentialsUnreadable => CredentialsUnreadable,
        LegEndKind.NoCommonCodec => NoCommonCodec,
        LegEndKind.NoCapacity => CapacityReached,
        LegEndKind.Rejected => ForStatus(end.SipCode ?? 500, rang),
        // A BYE before the answer: some PBXs say no that way.
        LegEndKind.Remote => Declined,
        LegEndKind.Shutdown => Shutdown,
        LegEndKind.MediaLost => FarEndLost,
        _ => ProtocolError,
    };

    /// <summary>
    /// Whether another address of the same trunk is tried (RFC 3263 section 4.3): this one was not there or could not serve, which says nothing about the
    /// destination. A destination that is busy, away or declines is never called twice, and a refused password is not tried elsewhere.
    /// </summary>
    public static bool TriesNextTarget(TransferReason reason) =>
        reason == TrunkTimeout || reason == TrunkUnreachable || reason == TlsFailed || reason == TrunkError;

    /// <summary>
    /// Whether the backup trunk is tried: this trunk was not there, could not serve, or refuses us, which says nothing about the destination. Whoever is
    /// busy, away, declines or does not answer is never rung a second time.
    /// </summary>
    public static bool FailsOver(TransferReason reason) =>
        TriesNextTarget(reason) || reason == DnsFailed || reason == AuthFailed || reason == Forbidden || reason == CredentialsUnreadable;

    /// <summary>
    /// Whether the next destination of a list is tried: this one was reached and did not take the call. Nobody else is rung after a cancel, and nobody
    /// in place of a trunk that does not work.
    /// </summary>
    public static bool HuntsOn(TransferReason reason) => reason == NoAnswer || reason == Busy || reason == Unavailable || reason == Declined;

    private static TransferReason ForStatus(int status, bool rang) => status switch
    {
        >= 300 and < 400 => Redirected,
        401 or 407 => AuthFailed,
        403 => Forbidden,
        404 or 410 or 604 => NotFound,
        408 => rang ? NoAnswer : TrunkTimeout,
        415 or 488 or 606 => NoCommonCodec,
        416 or 484 => BadNumber,
        480 => rang ? NoAnswer : Unavailable,
        482 or 483 => Loop,
        486 or 600 => Busy,
        487 => Cancelled,
        603 or 607 => Declined,
        >= 500 and < 600 => TrunkError,
        _ => ProtocolError,
    };
}
