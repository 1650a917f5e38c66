using VoiceDock.Core.Practice;

namespace VoiceDock.Web.Demo;

/// <summary>What a practice extension does, in a word or two.</summary>
internal static class PracticeWords
{
    public static string Of(PracticeBehaviour behaviour) => behaviour switch
    {
        PracticeBehaviour.AnswerAndEcho => "answers and echoes",
        PracticeBehaviour.RingForEver => "never answers",
        PracticeBehaviour.Busy => "is busy",
        PracticeBehaviour.Decline => "declines",
        PracticeBehaviour.AnswerAndDrop => "answers, then hangs up",
        PracticeBehaviour.AnswerAndAccept => "answers, and takes the call with a key",
        PracticeBehaviour.AnswerAsMachine => "answers as a machine does",
        PracticeBehaviour.RefusePassword => "refuses the password",
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour), behaviour, null),
    };
}
