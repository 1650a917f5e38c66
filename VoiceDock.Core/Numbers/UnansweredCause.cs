namespace VoiceDock.Core.Numbers;

/// <summary>Why a call that reached us is not answered.</summary>
public enum UnansweredCause
{
    /// <summary>The called number is not registered here (404).</summary>
    UnknownNumber,

    /// <summary>The number is switched off (480).</summary>
    InactiveNumber,

    /// <summary>The number has no assistant (480).</summary>
    NoAssistant,

    /// <summary>The number's assistant is switched off (480).</summary>
    InactiveAssistant,
}
