namespace VoiceDock.Core.Calls;

/// <summary>Every way a call can end, with its words; calls of ours that reached nobody end with the reason of the dialling (<see cref="Outbound.Unreached"/>). The table a test mirrors.</summary>
public static class CallEndReasons
{
    public const string UserHangup = "user_hangup";
    public const string AssistantHangup = "assistant_hangup";
    public const string OperatorHangup = "operator_hangup";
    public const string ApiHangup = "api_hangup";
    public const string MaxDuration = "max_duration";
    public const string SilenceTimeout = "silence_timeout";
    public const string Transferred = "transferred";
    public const string FarEndLost = "far_end_lost";
    public const string Shutdown = "shutdown";
    public const string ProcessCrash = "process_crash";
    public const string Rejected = "rejected";
    public const string Error = "error";

    public static readonly CallEnd Caller = new(CallVerdict.Caller, UserHangup, "The caller hung up.");
    public static readonly CallEnd CallerBeforeAnswer = new(CallVerdict.Caller, UserHangup, "The caller hung up before the call was answered.");
    public static readonly CallEnd Called = new(CallVerdict.Callee, UserHangup, "Whom we called hung up.");
    public static readonly CallEnd Assistant = new(CallVerdict.Ours, AssistantHangup, "The assistant ended the call.");
    public static readonly CallEnd Operator = new(CallVerdict.Ours, OperatorHangup, "An operator ended the call.");
    public static readonly CallEnd Api = new(CallVerdict.Ours, ApiHangup, "The call was ended over the API.");
    public static readonly CallEnd Longest = new(CallVerdict.Ours, MaxDuration, "The call reached the assistant's maximum duration.");
    public static readonly CallEnd Silent = new(CallVerdict.Caller, SilenceTimeout, "Nobody said anything for as long as the assistant waits.");
    public static readonly CallEnd AfterTransfer = new(CallVerdict.Callee, Transferred, "The destination hung up after the transfer.");
    public static readonly CallEnd HandedOver = new(CallVerdict.Ours, Transferred, "The phone system took the caller over to the destination.");
    public static readonly CallEnd CallerLost = new(CallVerdict.Carrier, Error, "No audio came from the caller any more.");
    public static readonly CallEnd CallerSignallingLost = new(CallVerdict.Carrier, Error, "The caller's side stopped answering.");
    public static readonly CallEnd Stopping = new(CallVerdict.Ours, Shutdown, "VoiceDock was stopped.");
    public static readonly CallEnd Crash = new(CallVerdict.Ours, ProcessCrash, "VoiceDock stopped unexpectedly during the call.");
    public static readonly CallEnd Fault = new(CallVerdict.Ours, Error, "An internal error ended the call; the log has the details.");
    public static readonly CallEnd Refused = new(CallVerdict.Ours, Rejected, "The webhook refused the call; the caller was told why.");
    public static readonly CallEnd Nobody = new(CallVerdict.Ours, Rejected, "The number has no assistant, and the webhook named none.");
    public static readonly CallEnd Lost = new(CallVerdict.Callee, FarEndLost, "The destination's line was lost.");

    /// <summary>All of them, for the test that holds slugs and sentences together.</summary>
    public static readonly IReadOnlyList<CallEnd> All =
    [
        Caller, CallerBeforeAnswer, Called, Assistant, Operator, Api, Longest, Silent, AfterTransfer, HandedOver, CallerLost, CallerSignallingLost, Stopping, Crash, Fault, Refused, Nobody, Lost,
    ];
}
