namespace VoiceDock.Core.Security;

/// <summary>What an outbound packet is for; signalling ports are held to a stricter list than media ports.</summary>
public enum TargetUse
{
    Signalling,
    Media,
}
