using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Api.Wire;
using F = VoiceDock.Web.Api.Wire.WireFields<VoiceDock.Web.Calls.ControlBody>;

namespace VoiceDock.Web.Calls;

/// <summary>The fields of a control command.</summary>
public static class ControlWire
{
    public const string Transfer = "transfer";
    public const string CancelTransfer = "cancel-transfer";
    public const string TakeBack = "take-back";
    public const string InjectContext = "inject-context";
    public const string Say = "say";
    public const string Hold = "hold";
    public const string Resume = "resume";
    public const string EndCall = "end-call";

    public const int LongestMessage = 1_000;
    public const int LongestSaid = 2_000;
    public const int LongestContext = 8_000;

    private static readonly string[] Types = [Transfer, CancelTransfer, TakeBack, InjectContext, Say, Hold, Resume, EndCall];

    public static readonly WireTable<ControlBody> Fields = new(
        "CallControl",
        F.Text("type", (b, v) => b.Type = v, "The command.") with { Required = true, Values = Types, Example = Transfer },
        F.Text("destination", (b, v) => b.Destination = v, "transfer: E.164 number, extension, or sip: URI on the trunk's own host.") with { Example = "+31612345678" },
        F.Text("message", (b, v) => b.Message = v, "transfer, end-call: said to its end first, 1-1000 characters; for transfer an empty one is none.") with
        {
            EmptyAllowed = true,
            LongestText = LongestMessage,
            Example = "One moment, I'm transferring you.",
        },
        F.Text("content", (b, v) => b.Content = v, "say: what the assistant says, 1-2000 characters; inject-context: what it is told without a word to the caller, 1-8000.") with
        {
            LongestText = LongestContext,
            Example = "A colleague is looking it up.",
        },
        F.Boolean("trigger_response", (b, v) => b.TriggerResponse = v, "inject-context: true makes the assistant speak because of it; absent is false."),
        F.Boolean("end_after", (b, v) => b.EndAfter = v, "say: true ends the call when it was said; absent is false."),
        F.Boolean("ignore_hours", (b, v) => b.IgnoreHours = v, "transfer: rings the destination outside its hours too; absent is false."),
        F.Text("method", (b, v) => b.Method = v, "transfer: how the caller gets there; absent: as the trunk says. refer also proves whether the phone system takes it.") with
        {
            Values = WireName.All<TransferMethod>(),
        },
        F.Text("summary", (b, v) => b.Summary = v, "transfer: what was talked about, for {summary} in whispers and headers, 1-1000 characters.") with { LongestText = LongestMessage },
        F.Uuid("transfer_id", (b, v) => b.TransferId = v, "cancel-transfer, take-back: only this transfer."));

    public static Error UnknownCommand(string type) =>
        new(ErrorKind.Invalid, "invalid_command", $"The command '{(type.Length > 64 ? type[..64] : type)}' is not known; allowed are {string.Join(", ", Types[..^1])} and {Types[^1]}.");
}
