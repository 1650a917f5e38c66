namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Where a REFER of ours stands. Accepted and Progress may be followed by others; every other one is final.</summary>
public enum SipReferKind
{
    /// <summary>Answered 200 or 202: it was read, nothing more.</summary>
    Accepted,

    /// <summary>A NOTIFY told a status below 200.</summary>
    Progress,

    /// <summary>A NOTIFY told a 2xx: the other call is answered.</summary>
    Succeeded,

    /// <summary>A NOTIFY told a final status of 300 or above.</summary>
    Failed,

    /// <summary>The REFER itself was answered with 300 or above.</summary>
    Refused,

    /// <summary>No final word: no answer, no NOTIFY in <see cref="SipTimers.ReferOutcome"/>, a subscription ended without one, or the call ended and
    /// none came in <see cref="SipTimers.ReferGrace"/>.</summary>
    Unknown,
}
