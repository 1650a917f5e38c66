using System.Globalization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Calls.History;

/// <summary>Calls as CSV (RFC 4180), one line per call, times in UTC.</summary>
public static class CallCsv
{
    public const string Header =
        "call_id,arrived_utc,answered_utc,ended_utc,duration_seconds,caller,caller_name,number,number_name,assistant,inbound_trunk,state,end_reason,"
        + "transfers,last_destination,last_dialled,last_trunk,last_state,last_reason,last_sip_code\r\n";

    public static string Line(CallView call)
    {
        var transfer = call.Transfers.Count > 0 ? call.Transfers[^1] : null;
        string?[] cells =
        [
            call.Id.ToString(), Time(call.CreatedAt), Time(call.AnsweredAt), Time(call.EndedAt), Number(call.EndedAt - call.AnsweredAt),
            call.Caller, call.CallerName, call.Number, call.NumberName, call.AssistantName, call.InboundTrunkName,
            WireName.Of(call.State), call.End?.Reason,
            call.Transfers.Count.ToString(CultureInfo.InvariantCulture), transfer?.Destination, transfer?.Dialled, transfer?.TrunkName,
            transfer is null ? null : WireName.Of(transfer.State), transfer?.Reason, transfer?.SipCode?.ToString(CultureInfo.InvariantCulture),
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    // A caller chooses his display name: a text a spreadsheet would run as a formula gets an apostrophe in front. Phone numbers are left alone.
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !PhoneNumber.IsE164(text))
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string? Time(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Number(TimeSpan? length) => length is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
}
