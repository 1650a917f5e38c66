namespace VoiceDock.Web.Startup.Verbs;

/// <summary>What the program can be asked to do instead of starting.</summary>
public enum VerbKind
{
    KeysRotate,
    KeysRewrap,
    KeysReset,
    Backup,
    Restore,
    UsersReset,
}
