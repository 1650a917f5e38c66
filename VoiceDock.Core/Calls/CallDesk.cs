using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>
/// The door for commands on live calls: console, API and tools all come through here. Every command runs on the call's own actor; two people
/// pressing at once get one transfer. Every command may also be refused as <c>forbidden</c>: people need the role operator.
/// </summary>
public sealed class CallDesk(CallDirectory calls, Permits permits, AuditLog audit)
{
    /// <summary>
    /// Starts a transfer, or returns the one to the same destination that runs or has just begun. Success means validated, stored and started;
    /// the outcome is in the call's view. Errors: <c>not_found</c>, <c>call_not_active</c>, <c>invalid_destination</c>, <c>destination_not_allowed</c>,
    /// <c>own_number</c>, <c>no_transfer_trunk</c>, <c>transfer_in_progress</c>, <c>trunk_busy</c>, <c>trunk_cap_reached</c>,
    /// <c>trunk_credentials_unreadable</c>, <c>storage_unavailable</c>.
    /// </summary>
    public Task<Result<TransferView>> TransferAsync(Guid callId, TransferOrder order, Actor by) =>
        DoAsync(callId, TransferAudit.Command, by, call => call.TransferAsync(order, by));

    /// <summary>Cancels the transfer under way (not yet connected); the caller stays with the assistant. With an id, only that one.</summary>
    public Task<Result<TransferView>> CancelTransferAsync(Guid callId, Guid? transferId, Actor by) =>
        DoAsync(callId, "call.cancel_transfer", by, call => call.CancelTransferAsync(transferId, by));

    /// <summary>
    /// Ends the destination's leg of a transfer whose caller is with it; the caller is with the assistant again, and another destination may be tried. With
    /// an id, only that one; with the id of the transfer taken back last, nothing happens and it is returned. Errors: <c>not_found</c>,
    /// <c>call_not_active</c>, <c>no_active_transfer</c>.
    /// </summary>
    public Task<Result<TransferView>> TakeBackAsync(Guid callId, Guid? transferId, Actor by) =>
        DoAsync(callId, "call.take_back", by, call => call.TakeBackAsync(transferId, by));

    /// <summary>
    /// The assistant says a text of 1 to 2,000 characters in place of what it says now; with <paramref name="endAfter"/> the call ends when it was said.
    /// Answers when the text begins to be heard. Errors: <c>not_found</c>, <c>call_not_active</c>, <c>caller_with_destination</c>,
    /// <c>transfer_in_progress</c>, <c>call_rate_limited</c>, <c>no_speech</c>.
    /// </summary>
    public Task<Result<CallView>> SayAsync(Guid callId, string text, bool endAfter, Actor by) =>
        DoAsync(callId, "call.say", by, call => call.SayAsync(text, endAfter, by));

    /// <summary>
    /// Tells the assistant 1 to 8,000 characters without a word to the caller; with <paramref name="respond"/> it speaks because of them. Errors:
    /// <c>not_found</c>, <c>call_not_active</c>, <c>caller_with_destination</c>, <c>transfer_in_progress</c>, <c>call_rate_limited</c>,
    /// <c>no_speech_model</c>.
    /// </summary>
    public Task<Result<CallView>> AddContextAsync(Guid callId, string content, bool respond, Actor by) =>
        DoAsync(callId, "call.context", by, call => call.AddContextAsync(content, respond, by));

    /// <summary>
    /// Puts a caller who is with the assistant on hold: it hears music, its keys mean nothing, the assistant pauses. A transfer may start from there.
    /// A repeat is harmless. Errors: <c>not_found</c>, <c>call_not_active</c>, <c>caller_with_destination</c>, <c>transfer_in_progress</c>,
    /// <c>call_rate_limited</c>.
    /// </summary>
    public Task<Result<CallView>> HoldAsync(Guid callId, Actor by) =>
        DoAsync(callId, "call.hold", by, call => call.HoldAsync(by));

    /// <summary>Takes the caller off hold; the assistant goes on. A repeat is harmless. Errors as of <see cref="HoldAsync"/>, without a rate limit.</summary>
    public Task<Result<CallView>> ResumeAsync(Guid callId, Actor by) =>
        DoAsync(callId, "call.resume", by, call => call.ResumeAsync(by));

    /// <summary>Says <paramref name="message"/>, if any, then ends every leg.</summary>
    public Task<Result<CallView>> EndAsync(Guid callId, string? message, Actor by) =>
        DoAsync(callId, "call.end", by, call => call.EndAsync(message, by));

    private async Task<Result<T>> DoAsync<T>(Guid callId, string command, Actor by, Func<CallActor, Task<Result<T>>> order)
    {
        if (permits.Refusal(by, Role.Operator, command, callId) is { } forbidden)
            return forbidden;
        if (calls.Live(callId) is { } call)
            return Noted(command, call.Id, by, await order(call));
        return await calls.FindAsync(callId, CancellationToken.None) is null ? CallErrors.NotFound : CallErrors.NotActive;
    }

    // The entry of a transfer is on disk with its row, before its INVITE.
    private Result<T> Noted<T>(string command, Guid callId, Actor by, Result<T> done)
    {
        if (done.IsOk && command != TransferAudit.Command)
            audit.Note(by, command, AuditObject.Of(command, callId));
        return done;
    }
}
