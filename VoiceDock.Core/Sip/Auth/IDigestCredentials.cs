namespace VoiceDock.Core.Sip.Auth;

/// <summary>What a peer's challenge is answered with. The password lives outside; it is asked for only at the moment of an answer.</summary>
public interface IDigestCredentials
{
    string Username { get; }

    /// <summary>The only realm that gets an answer, compared exactly; null until one is learnt.</summary>
    string? PinnedRealm { get; }

    /// <summary>False refuses MD5 challenges.</summary>
    bool AllowMd5 { get; }

    /// <summary>UTF-8. A fresh copy each time; the caller zeroes it.</summary>
    byte[] CopyPassword();

    /// <summary>Called from the stack's threads when a first answer to this realm has been accepted and none was pinned; must not block.</summary>
    void RealmLearnt(string realm);
}
