namespace VoiceDock.Core.Practice;

/// <summary>How a PBX says that it does not know a user.</summary>
public enum PracticeUnknownUser
{
    /// <summary>401 again and again, as for a wrong password (Asterisk and FreePBX).</summary>
    ChallengedForEver,

    /// <summary>404 at once.</summary>
    NotFound,

    /// <summary>A challenge, then 404 to whatever answers it.</summary>
    NotFoundAfterChallenge,

    /// <summary>A challenge, then 403 to whatever answers it.</summary>
    ForbiddenAfterChallenge,
}
