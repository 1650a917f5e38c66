namespace VoiceDock.Core.Assistants;

/// <summary>What a session may do to its call. Safe from any thread; nothing blocks.</summary>
public interface IAssistantHost
{
    /// <summary>Runs something on the call's actor, in order; dropped once the call is over.</summary>
    void Post(Action work);

    /// <summary>Plays 8 kHz mono samples to the caller in place of what plays now. <paramref name="finished"/> runs on the call's actor when they were played to the end.</summary>
    void Play(ReadOnlyMemory<short> samples, Action? finished);

    /// <summary>Stops what plays.</summary>
    void StopPlaying();

    /// <summary>Asks for a transfer to a destination of the assistant's own list; free text never becomes a number.</summary>
    void Transfer(int destinationIndex);

    /// <summary>Ends the call.</summary>
    void HangUp(HangUpCause cause = HangUpCause.Asked);

    /// <summary>From now on the caller is heard, also while a destination has it; null ends that. One listener.</summary>
    void Listen(HearCaller? listener);

    /// <summary>Plays what the source gives, in place of what plays now, until it has nothing more or something else plays.</summary>
    void Stream(SpeakToCaller source);

    /// <summary>Writes down what was said, for transcript and reports.</summary>
    void Said(Utterance said);

    /// <summary>Has a tool called that somebody else answers. <paramref name="answer"/> gets the result as JSON or text on the call's actor, also when it failed.</summary>
    void CallTool(ToolCall call, Action<string> answer);
}
