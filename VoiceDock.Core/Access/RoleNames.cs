namespace VoiceDock.Core.Access;

/// <summary>The three roles; each may do what the one before may.</summary>
public static class RoleNames
{
    /// <summary>Sees trunks, numbers, calls, reports and masked messages.</summary>
    public const string Viewer = "viewer";

    /// <summary>Also controls calls and runs checks.</summary>
    public const string Operator = "operator";

    /// <summary>Also changes settings, credentials, users and API keys.</summary>
    public const string Admin = "admin";
}
