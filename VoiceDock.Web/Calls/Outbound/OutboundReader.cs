using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Common;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;
using VoiceDock.Web.Assistants;

namespace VoiceDock.Web.Calls.Outbound;

/// <summary>From the body of a call to be placed to the order, with what of it nobody knows.</summary>
internal static class OutboundReader
{
    public static Result<(OutboundOrder Order, IReadOnlyList<string>? Warnings)> Read(WireRead<OutboundBody> read, ApiCaller caller, bool strict)
    {
        var body = read.Body;
        var whom = Whom(body);
        if (!whom.IsOk)
        {
            return whom.Error;
        }

        List<string> warnings = [.. read.Warnings ?? []];
        var oneTime = Fields("assistant", body.Assistant, strict, warnings);
        var changes = Fields("assistant_override", body.AssistantOverride, strict, warnings);
        if ((oneTime?.Error ?? changes?.Error) is { } wrong)
        {
            return wrong;
        }

        var (made, changed) = (oneTime?.Value, changes?.Value);
        if (body.FirstMessage is not null || body.Metadata is not null)
        {
            Set(made ?? (changed ??= new AssistantPatch()), body);
        }

        var order = new OutboundOrder(whom.Value.Number)
        {
            Name = whom.Value.Name,
            NumberId = body.NumberId,
            From = body.From,
            AssistantId = body.AssistantId,
            OneTime = made,
            Override = changed,
            OnlyNumbers = caller.OnlyNumbers,
            OnlyTrunks = caller.OnlyTrunks,
        };
        return (order, warnings.Count > 0 ? warnings : null);
    }

    private static Result<(string Number, string? Name)> Whom(OutboundBody body)
    {
        var number = Text(body.Customer, "number");
        if ((body.Destination ?? number) is not { } whom)
        {
            return ApiErrors.MissingFields(["destination"]);
        }

        if (number is not null && number != whom)
        {
            return Error.Validation([("customer.number", "differs from destination; send one of them")]);
        }

        var name = Text(body.Customer, "name") is { } said && FieldText.Line(said, 100) is null ? said : null;
        return (whom, name);
    }

    private static string? Text(JsonObject? source, string name) =>
        source?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    private static Result<AssistantPatch>? Fields(string name, JsonObject? source, bool strict, List<string> warnings)
    {
        if (source is null)
        {
            return null;
        }

        var read = WireReader.Read(source, AssistantWire.Fields, creating: false, strict);
        if (!read.IsOk)
        {
            return read.Error with { Details = [.. read.Error.Details.Select(d => $"{name}.{d}")] };
        }

        warnings.AddRange((read.Value.Warnings ?? []).Select(w => $"{name}.{w}"));
        if (read.Value.Given.Contains("webhook_secret"))
        {
            warnings.Add($"{name}.webhook_secret: not used for one call; events are signed with the stored assistant's secret, if any");
        }

        return read.Value.Body;
    }

    private static void Set(AssistantPatch patch, OutboundBody body)
    {
        if (body.FirstMessage is { } message)
        {
            patch.FirstMessage = new(message);
        }

        if (body.Metadata is { } metadata)
        {
            patch.Metadata = new(JsonSerializer.SerializeToElement(metadata));
        }
    }
}
