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
        PracticeBehaviour.RefusePassword => "refuses the password",
        _ => behaviour.ToString(),
    };
}
