using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Audit;

/// <summary>Entries as CSV, one line each, times in UTC; what was different as JSON.</summary>
public static class AuditCsv
{
    public const string Header = "entry_id,at_utc,actor_type,actor_id,actor_name,address,action,refusal,object_type,object_id,object_name,before,after\r\n";

    public static string Line(AuditEntry entry)
    {
        string?[] cells =
        [
            entry.Id.ToString(), Csv.Time(entry.At), WireName.Of(entry.ActorType), entry.ActorId, entry.ActorName, entry.Address, entry.Action, entry.Refusal,
            entry.ObjectType, entry.ObjectId, entry.ObjectName, entry.Before, entry.After,
        ];
        return string.Join(',', cells.Select(Csv.Cell)) + "\r\n";
    }
}
