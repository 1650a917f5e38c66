using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Writes down what the destination rules and caps refused, whoever asked for it. On the call's actor; nobody waits.</summary>
internal static class TransferAudit
{
    public const string Command = "call.transfer";

    /// <summary>Nothing for a refusal that says nothing about rules or caps, such as a busy line.</summary>
    public static void NoteRefusal(this CallServices services, Guid callId, Actor by, string destination, Error refusal)
    {
        if (TransferRefusals.Of(refusal) is null)
            return;
        services.Log.LogTransferRefused(callId, by.Name, refusal.Code);
        var facts = AuditChange.Facts(new { Destination = FieldText.Shown(destination), Why = refusal.Message });
        services.Audit.Note(by, Command, AuditObject.Of(Command, callId), facts, refusal.Code);
    }
}
