namespace VoiceDock.Core.Trunks;

/// <summary>What happens to the caller when the far side of a transfer is lost.</summary>
public enum OnFarLoss
{
    /// <summary>Back to the assistant.</summary>
    Return,

    /// <summary>The call ends.</summary>
    Hangup,
}
