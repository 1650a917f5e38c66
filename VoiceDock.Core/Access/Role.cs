namespace VoiceDock.Core.Access;

/// <summary>What a person may do; each may do what the one before may. Spelled outside as in <see cref="RoleNames"/>.</summary>
public enum Role
{
    /// <summary>Sees trunks, numbers, calls, reports and masked messages; changes nothing.</summary>
    Viewer,

    /// <summary>Also controls calls and runs checks.</summary>
    Operator,

    /// <summary>Also changes settings, credentials, users and API keys, and reads the audit log.</summary>
    Admin,
}
