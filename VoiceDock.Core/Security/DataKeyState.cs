namespace VoiceDock.Core.Security;

/// <summary>What a data key is still good for.</summary>
public enum DataKeyState
{
    /// <summary>Seals and opens; there is exactly one.</summary>
    Active,

    /// <summary>Opens only, until nothing is sealed with it any more.</summary>
    Retiring,
}
