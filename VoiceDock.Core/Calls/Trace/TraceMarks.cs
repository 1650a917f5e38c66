namespace VoiceDock.Core.Calls.Trace;

/// <summary>The kinds of a <see cref="TraceMarker"/>; wire words.</summary>
public static class TraceMarks
{
    /// <summary>The first audio packet from the leg's far end.</summary>
    public const string AudioIn = "audio_in";

    /// <summary>The first audio packet to the leg's far end.</summary>
    public const string AudioOut = "audio_out";

    public const string Silent = "silent";

    /// <summary>Heard again after <see cref="Silent"/>.</summary>
    public const string Audible = "audible";

    public const string AudioEnd = "audio_end";

    public const string Hold = "hold";

    public const string HoldEnd = "hold_end";

    /// <summary>A person or an API key asks for a transfer.</summary>
    public const string Transfer = "transfer";

    /// <summary>The assistant's tool asks for a transfer.</summary>
    public const string ToolCall = "tool_call";

    /// <summary>One INVITE of a transfer begins.</summary>
    public const string Attempt = "attempt";

    public const string AttemptFailed = "attempt_failed";

    public const string TransferAnswered = "transfer_answered";

    public const string TransferFailed = "transfer_failed";

    public const string TransferOver = "transfer_over";

    /// <summary>The audio's kinds, which belong to a leg.</summary>
    public static bool IsAudio(string kind) => kind is AudioIn or AudioOut or Silent or Audible or AudioEnd or Hold or HoldEnd;

    public static bool IsFailure(string kind) => kind is AttemptFailed or TransferFailed or Silent;
}
