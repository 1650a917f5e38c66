using VoiceDock.Web.Api.Wire;
using F = VoiceDock.Web.Api.Wire.WireFields<VoiceDock.Web.Calls.Outbound.OutboundBody>;

namespace VoiceDock.Web.Calls.Outbound;

/// <summary>
/// The fields of a call to be placed. Official, in both client generations: destination, number_id, assistant_id, assistant, assistant_override,
/// first_message. Ours: from, customer, metadata, and the aliases.
/// </summary>
/// <remarks>
/// Not settled by public sources: which number calls when number_id is absent, whether the answer's status is 200 or 201, and whether caller_phone of
/// such a call is whom we call (here it is: assistant_phone is the number of ours).
/// </remarks>
public static class OutboundWire
{
    public static readonly WireTable<OutboundBody> Fields = new(
        "OutboundCall",
        F.Text("destination", (b, v) => b.Destination = v, "Whom to call: E.164 number, or an extension where the trunk takes them.") with
        {
            Aliases = ["to", "phone_number"],
            Example = "+31612345678",
        },
        F.Object("customer", (b, v) => b.Customer = v, "The same as an object {number, name}; the name is shown with the call."),
        F.Uuid("number_id", (b, v) => b.NumberId = v, "The number of ours to call from, over its trunk; absent: the assistant's own, or the only one there is.") with
        {
            Aliases = ["phone_number_id"],
        },
        F.Text("from", (b, v) => b.From = v, "The number of ours by its digits, E.164.") with { Example = "+31201234567" },
        F.Uuid("assistant_id", (b, v) => b.AssistantId = v, "Who speaks; absent: the assistant of the number.") with { Aliases = ["agent_id"] },
        F.Object("assistant", (b, v) => b.Assistant = v, "A one-time assistant for this call, with the fields of an assistant; not together with assistant_id."),
        F.Object("assistant_override", (b, v) => b.AssistantOverride = v, "What is different about the stored assistant for this call; configuration blocks merge one level.") with
        {
            Aliases = ["assistant_overrides", "agent_override"],
        },
        F.Text("first_message", (b, v) => b.FirstMessage = v, "Said when the call is answered, in place of the assistant's."),
        F.Object("metadata", (b, v) => b.Metadata = v, "Metadata of the assistant for this call."));
}
