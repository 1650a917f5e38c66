namespace VoiceDock.Core.Practice;

/// <summary>What an extension of the practice PBX does with a call.</summary>
public enum PracticeBehaviour
{
    /// <summary>Rings a moment, answers, plays two tones, then echoes what it hears.</summary>
    AnswerAndEcho,

    /// <summary>180 and nothing more.</summary>
    RingForEver,

    /// <summary>486.</summary>
    Busy,

    /// <summary>603.</summary>
    Decline,

    /// <summary>Answers like the echo and hangs up after a few seconds.</summary>
    AnswerAndDrop,

    /// <summary>Challenges every answer again, as if the password were wrong.</summary>
    RefusePassword,
}

/// <summary>One extension.</summary>
public sealed record PracticeExtension(string Number, string Name, PracticeBehaviour Behaviour);
