using VoiceDock.Web.Api.Wire;
using F = VoiceDock.Web.Api.Wire.WireFields<VoiceDock.Web.Numbers.NumberBody>;

namespace VoiceDock.Web.Numbers;

/// <summary>The fields of a number on the wire, in both official spellings.</summary>
public static class NumberWire
{
    public static readonly WireTable<NumberBody> Fields = new(
        "NumberInput",
        F.Text("phone_number", (b, v) => b.PhoneNumber = v, "E.164, unique; fixed once made.") with { Required = true, Example = "+31201234567" },
        F.Text("name", (b, v) => b.Patch.Name = v, "1-100 characters; null for none.") with { Example = "Reception" },
        F.Uuid("assistant_id", (b, v) => b.Patch.AssistantId = v, "The assistant that answers.") with { Aliases = ["agent_id"] },
        F.Uuid("transfer_trunk_id", (b, v) => b.Patch.TransferTrunkId = v, "The SIP trunk transfers of its calls are dialled over."),
        F.Boolean("is_active", (b, v) => b.Patch.IsActive = v, "false = calls to it are not answered."),
        F.Any("workflow_id", (b, v) => b.WorkflowId = v, "Only null: workflows are not offered."));
}
