namespace VoiceDock.Core.Trunks;

public enum TrunkChangeKind
{
    Created,
    Updated,
    Deleted,
}
