using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Audit;

/// <summary>The audit log as a person reads it.</summary>
public static class AuditWords
{
    /// <summary>What can be asked for, by its word in the address.</summary>
    public static readonly IReadOnlyList<(string What, string Words)> Choices =
    [
        (AuditQuery.Refused, "Only what was refused"),
        ("sign_in", "Signing in and out"),
        ("person", "People"),
        ("invite", "Invitations"),
        ("api_key", "API keys"),
        ("destination_policy", "Destination rules"),
        ("keys", "Encryption keys"),
        ("backup", "Backups"),
        ("trunk", "Trunks"),
        ("number", "Numbers"),
        ("assistant", "Assistants"),
        ("webhook", "Webhooks"),
        ("call", "Calls and transfers"),
        ("doctor", "Trunk doctor"),
        ("practice", "Practice PBX"),
        ("history", "What retention removed"),
        ("audit", "The audit log itself"),
    ];

    private static readonly Dictionary<string, string> Actions = new()
    {
        ["trunk.create"] = "Added a trunk",
        ["trunk.update"] = "Changed a trunk",
        ["trunk.delete"] = "Deleted a trunk",
        ["trunk.check"] = "Checked a trunk",
        ["trunk.password_used"] = "Used a trunk's password",
        ["number.create"] = "Added a number",
        ["number.update"] = "Changed a number",
        ["number.delete"] = "Deleted a number",
        ["assistant.create"] = "Added an assistant",
        ["assistant.update"] = "Changed an assistant",
        ["assistant.delete"] = "Deleted an assistant",
        ["api_key.create"] = "Made an API key",
        ["api_key.revoke"] = "Revoked an API key",
        ["api_key.list"] = "Listed the API keys",
        ["api_key.leaked"] = "Sent an API key in an address; it is revoked",
        ["api_key.rotate"] = "Rotated an API key",
        ["api_key.end_overlap"] = "Ended an old API key's overlap",
        ["invite.create"] = "Invited somebody",
        ["invite.accept"] = "Took an invitation",
        ["invite.withdraw"] = "Withdrew an invitation",
        ["invite.list"] = "Listed the invitations",
        ["person.role"] = "Changed a person's role",
        ["person.disable"] = "Disabled a person",
        ["person.enable"] = "Enabled a person",
        ["person.remove"] = "Removed a person",
        ["person.sign_out"] = "Signed a person out everywhere",
        ["person.reset"] = "Reset a person's sign-in",
        ["speech_model.update"] = "Changed the speech model",
        ["speech_model.delete"] = "Removed the speech model",
        ["webhook.update"] = "Changed the webhook address",
        ["webhook.delete"] = "Removed the webhook address",
        ["webhook.test"] = "Sent a test delivery",
        ["webhook.send_again"] = "Sent a delivery again",
        ["webhook.list"] = "Listed the deliveries",
        ["webhook.show"] = "Looked at a delivery",
        ["destination_policy.update"] = "Changed the destination rules",
        ["keys.rotate"] = "Rotated the data key",
        ["keys.rewrap"] = "Changed the master key",
        ["keys.reset"] = "Reset the keys; stored secrets are gone",
        ["backup.create"] = "Made a backup",
        ["backup.restore"] = "Restored a backup",
        ["person.set_up"] = "Set VoiceDock up",
        ["person.password_changed"] = "Changed their password",
        ["person.list"] = "Listed the people",
        ["sign_in.done"] = "Signed in",
        ["sign_in.refused"] = "Tried to sign in",
        ["sign_in.locked_out"] = "Tried to sign in; the name is locked",
        ["sign_in.recovery_code"] = "Used a recovery code",
        ["sign_in.ended"] = "Signed out",
        ["sign_in.ended_elsewhere"] = "Signed out elsewhere",
        ["person.two_factor_on"] = "Set up two-factor",
        ["person.two_factor_off"] = "Turned two-factor off",
        ["person.recovery_codes"] = "Made new recovery codes",
        ["call.place"] = "Placed a call",
        ["call.context"] = "Gave the assistant context",
        ["call.transfer"] = "Started a transfer",
        ["call.cancel_transfer"] = "Cancelled a transfer",
        ["call.take_back"] = "Took a caller back",
        ["call.say"] = "Had something said",
        ["call.hold"] = "Put a caller on hold",
        ["call.resume"] = "Took a caller off hold",
        ["call.end"] = "Ended a call",
        ["doctor.start"] = "Ran the trunk doctor",
        ["doctor.cancel"] = "Stopped the trunk doctor",
        ["pbx_wait.begin"] = "Waited for a PBX",
        ["practice.start"] = "Started the practice PBX",
        ["practice.stop"] = "Stopped the practice PBX",
        ["practice.call"] = "Let a practice caller in",
        ["history.remove"] = "Removed old data",
        ["audit.list"] = "Read the audit log",
        ["audit.export"] = "Exported the audit log",
        ["audit.lost"] = "Lost audit entries",
    };

    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["forbidden"] = "role too low",
        ["wrong_password"] = "wrong password",
        ["wrong_code"] = "wrong code",
        ["disabled"] = "account is disabled",
        ["locked"] = "name is locked",
    };

    /// <summary>An action without words of its own is spelled out: <c>backup.write</c> is "Backup: write".</summary>
    public static string Of(string action) => Actions.TryGetValue(action, out var words) ? words : Spelled(action);

    public static string Refusal(string code) => $"Refused: {(Refusals.TryGetValue(code, out var words) ? words : code.Replace('_', ' '))}";

    public static string Actor(AuditEntry entry) => entry.ActorType switch
    {
        ActorType.Operator => entry.ActorName,
        ActorType.Api => $"{entry.ActorName} (API key)",
        ActorType.Assistant => $"{entry.ActorName} (assistant)",
        _ => "VoiceDock itself",
    };

    /// <summary>Where the thing can be looked at; null when it has no page of its own.</summary>
    public static string? Address(AuditEntry entry) => entry switch
    {
        { ObjectId: null } or { Action: "trunk.delete" or "assistant.delete" } => null,
        { ObjectType: "trunk" } => $"/trunks/{entry.ObjectId}",
        { ObjectType: "assistant" } => $"/assistants/{entry.ObjectId}",
        { ObjectType: "call" } => $"/calls/{entry.ObjectId}",
        _ => null,
    };

    public static string? Thing(AuditEntry entry) => entry.ObjectType switch
    {
        null => null,
        "person" when entry.ObjectId == entry.ActorId => null,
        "call" when entry.Action == "call.transfer" || (entry.Action == "call.place" && entry.ObjectName is not null) => $"to {PhoneNumber.ToReadable(entry.ObjectName) ?? entry.ObjectName}",
        "call" => "the call",
        "number" => PhoneNumber.ToReadable(entry.ObjectName) ?? entry.ObjectName,
        _ => entry.ObjectName ?? entry.ObjectId,
    };

    /// <summary>A field as a person reads it: <c>max_concurrent_calls</c> is "max concurrent calls".</summary>
    public static string Field(string name) => name.Replace('_', ' ');

    private static string Spelled(string action)
    {
        var words = action.Replace('_', ' ').Replace(".", ": ", StringComparison.Ordinal);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
