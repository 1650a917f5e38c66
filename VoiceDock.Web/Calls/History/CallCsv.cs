using System.Globalization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.History;

/// <summary>Calls as CSV (RFC 4180), one line per call, times in UTC.</summary>
public static class CallCsv
{
    public const string Header =
        "call_id,arrived_utc,answered_utc,ended_utc,duration_seconds,caller,caller_name,number,number_name,assistant,inbound_trunk,state,end_reason,"
        + "transfers,last_destination,last_dialled,last_trunk,last_state,last_reason,last_sip_code,direction\r\n";

    public static string Line(CallView call)
    {
        var transfer = call.Transfers.Count > 0 ? call.Transfers[^1] : null;
        string?[] cells =
        [
            call.Id.ToString(), Csv.Time(call.CreatedAt), Csv.Time(call.AnsweredAt), Csv.Time(call.EndedAt), Number(call.EndedAt - call.AnsweredAt),
            call.Caller, call.CallerName, call.Number, call.NumberName, call.AssistantName, call.InboundTrunkName,
            WireName.Of(call.State), call.End?.Reason,
            call.Transfers.Count.ToString(CultureInfo.InvariantCulture), transfer?.Destination, transfer?.Dialled, transfer?.TrunkName,
            transfer is null ? null : WireName.Of(transfer.State), transfer?.Reason, transfer?.SipCode?.ToString(CultureInfo.InvariantCulture),
            WireName.Of(call.Direction),
        ];
        return string.Join(',', cells.Select(Csv.Cell)) + "\r\n";
    }

    private static string? Number(TimeSpan? length) => length is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
}
