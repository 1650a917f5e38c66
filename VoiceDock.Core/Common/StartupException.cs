namespace VoiceDock.Core.Common;

/// <summary>The program cannot start. The host prints the one sentence, nothing else, and ends with the exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="sentence">What is wrong, with which thing, and what cures it. Never carries a secret.</param>
public class StartupException(int exitCode, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    public int ExitCode { get; } = exitCode;

    public string Sentence { get; } = sentence;
}
