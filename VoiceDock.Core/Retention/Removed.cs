namespace VoiceDock.Core.Retention;

/// <summary>What one run of the retention job took away.</summary>
/// <param name="Calls">With their transfers and messages.</param>
/// <param name="Traces">SIP messages of calls that stay.</param>
/// <param name="ForSize">Of these calls and traces, those that went because the database was too large.</param>
public sealed record Removed(int Calls, int Traces, int AuditEntries, int ForSize)
{
    public bool IsNothing => this is { Calls: 0, Traces: 0, AuditEntries: 0 };
}
