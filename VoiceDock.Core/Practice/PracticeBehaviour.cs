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

    /// <summary>Answers, listens a moment and takes the call with 1; then like the echo.</summary>
    AnswerAndAccept,

    /// <summary>Answers and plays its greeting, and presses nothing.</summary>
    AnswerAsMachine,

    /// <summary>Challenges every answer again, as if the password were wrong.</summary>
    RefusePassword,
}

/// <summary>One extension.</summary>
public sealed record PracticeExtension(string Number, string Name, PracticeBehaviour Behaviour);
