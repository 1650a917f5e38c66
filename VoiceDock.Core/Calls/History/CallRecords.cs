using System.Text.Json;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.History;

/// <summary>Between what screens see and what is stored.</summary>
internal static class CallRecords
{
    public static void Write(CallView view, CallRecord row, Guid bootId)
    {
        (row.Id, row.BootId, row.Version, row.State, row.Direction) = (view.Id, bootId, view.Version, view.State, view.Direction);
        (row.Caller, row.CallerName, row.Number, row.NumberId, row.NumberName) = (view.Caller, view.CallerName, view.Number, view.NumberId, view.NumberName);
        (row.AssistantId, row.AssistantName, row.BusinessName) = (view.AssistantId, view.AssistantName, view.BusinessName);
        (row.InboundTrunkId, row.InboundTrunkName) = (view.InboundTrunkId, view.InboundTrunkName);
        (row.CreatedAt, row.AnsweredAt, row.EndedAt, row.UpdatedAt) = (view.CreatedAt, view.AnsweredAt, view.EndedAt, view.UpdatedAt);
        (row.EndVerdict, row.EndReason, row.EndSentence, row.EndSipCode) =
            (view.End?.Verdict ?? CallVerdict.Unknown, view.End?.Reason, view.End?.Sentence, view.End?.SipCode);
        row.CallerQuality = ToJson(view.CallerQuality);
        row.FarQuality = ToJson(view.FarQuality);
    }

    public static void Write(TransferView view, TransferRecord row)
    {
        (row.Id, row.CallId, row.State, row.Destination, row.DestinationName) = (view.Id, view.CallId, view.State, view.Destination, view.DestinationName);
        (row.Dialled, row.Message, row.TrunkId, row.TrunkName) = (view.Dialled, view.Message, view.TrunkId, view.TrunkName);
        (row.ByType, row.ById, row.ByName) = (view.RequestedBy.Type, view.RequestedBy.Id, view.RequestedBy.Name);
        (row.Reason, row.SipCode, row.SipReason, row.Explanation) = (view.Reason, view.SipCode, view.SipReason, view.Explanation);
        (row.CallerWith, row.CreatedAt, row.AnsweredAt, row.EndedAt) = (view.CallerWith, view.CreatedAt, view.AnsweredAt, view.EndedAt);
        row.Attempts = view.Attempts.Count == 0 ? "[]" : JsonSerializer.Serialize(view.Attempts);
    }

    public static CallView Read(CallRecord row) => new()
    {
        Id = row.Id,
        Version = row.Version,
        State = row.State,
        Direction = row.Direction,
        Caller = row.Caller,
        CallerName = row.CallerName,
        Number = row.Number,
        NumberId = row.NumberId,
        NumberName = row.NumberName,
        AssistantId = row.AssistantId,
        AssistantName = row.AssistantName,
        BusinessName = row.BusinessName,
        InboundTrunkId = row.InboundTrunkId,
        InboundTrunkName = row.InboundTrunkName,
        CreatedAt = row.CreatedAt,
        AnsweredAt = row.AnsweredAt,
        EndedAt = row.EndedAt,
        UpdatedAt = row.UpdatedAt,
        End = row.EndReason is null ? null : new CallEnd(row.EndVerdict, row.EndReason, row.EndSentence ?? "", row.EndSipCode),
        CallerQuality = FromJson<LegQuality>(row.CallerQuality),
        FarQuality = FromJson<LegQuality>(row.FarQuality),
        Transfers = [.. row.Transfers.OrderBy(t => t.CreatedAt).Select(Read)],
        Messages = [.. row.Messages.OrderBy(m => m.Index).Select(m => m.Read())],
    };

    public static TransferView Read(TransferRecord row) => Read(row, FromJson<List<TransferAttemptView>>(row.Attempts) ?? []);

    private static TransferView Read(TransferRecord row, List<TransferAttemptView> attempts) => new()
    {
        Id = row.Id,
        CallId = row.CallId,
        State = row.State,
        Destination = row.Destination,
        DestinationName = row.DestinationName,
        Dialled = row.Dialled,
        Message = row.Message,
        TrunkId = row.TrunkId,
        TrunkName = row.TrunkName,
        RequestedBy = new Actor(row.ByType, row.ById, row.ByName),
        Reason = row.Reason,
        SipCode = row.SipCode,
        SipReason = row.SipReason,
        Explanation = row.Explanation,
        CallerWith = row.CallerWith,
        CreatedAt = row.CreatedAt,
        AnsweredAt = row.AnsweredAt,
        EndedAt = row.EndedAt,
        Method = attempts.Count > 0 ? attempts[^1].Method : TransferMethod.Bridge,
        Attempts = attempts,
    };

    private static string? ToJson<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value);

    private static T? FromJson<T>(string? text)
        where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text);
}
