using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>The expected refusals of commands on calls.</summary>
public static class CallErrors
{
    public static readonly Error NotFound = Error.NotFound("call");

    public static readonly Error NotActive = new(ErrorKind.Invalid, "call_not_active",
        "The call is not in progress, so it takes no commands. Only a call that is answered and not over can be controlled.");

    public static readonly Error NoSpeech = new(ErrorKind.Unprocessable, "no_speech",
        "The text was not said: this machine could not speak it. Install espeak-ng, or set Speech:Program to where it is, or Speech:Url to a speech endpoint, and look in the log for what it answered.");

    public static readonly Error NoSpeechModel = new(ErrorKind.Unprocessable, "no_speech_model",
        "The assistant of this call has no speech model, so nothing it is told would change what it says. Set up a speech model and let the assistant use it, or send say with the words.");

    public static readonly Error StorageUnavailable = new(ErrorKind.Unavailable, "storage_unavailable",
        "The transfer could not be written to the database, so nothing was dialled. Try again in a moment.")
    { RetryAfter = TimeSpan.FromSeconds(5) };

    public static readonly Error Draining = new(ErrorKind.Unavailable, "draining", "VoiceDock is being stopped and starts no new transfer.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    /// <summary>What is meant for a caller who is with the assistant.</summary>
    public static Error CallerWithDestination(TransferView transfer) => new(ErrorKind.Conflict, "caller_with_destination",
        $"The caller is connected with {transfer.DestinationName ?? transfer.Destination}. Take the caller back first.")
    {
        Details = [$"transfer_id: {transfer.Id}", $"destination: {transfer.Destination}"],
    };
}
