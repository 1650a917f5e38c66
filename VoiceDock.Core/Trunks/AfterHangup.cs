namespace VoiceDock.Core.Trunks;

/// <summary>What happens to the caller when the destination hangs up after a connected transfer.</summary>
public enum AfterHangup
{
    /// <summary>The conversation is over: the caller gets BYE.</summary>
    End,

    /// <summary>Back to the assistant.</summary>
    Assistant,
}
