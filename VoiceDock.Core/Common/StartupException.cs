namespace VoiceDock.Core.Common;

/// <summary>The program cannot start. The host prints the one sentence, nothing else, and ends with the exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="sentence">What is wrong, with which thing, and what cures it. Never carries a secret.</param>
public sealed class StartupException(int exitCode, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    public int ExitCode { get; } = exitCode;

    public string Sentence { get; } = sentence;

    /// <summary>There is no master key, or what is there is none. The only trouble that <c>keys reset</c> may cure: a key others can read is still a key.</summary>
    public bool IsKeyLost { get; init; }
}
