using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Sip.Auth;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>The credentials of a form that is not saved: used for a run, nothing learnt.</summary>
internal sealed class ProbeDigest(DoctorSubject subject) : IDigestCredentials
{
    public string Username { get; } = subject.Trunk.AuthUsername ?? subject.Trunk.Username ?? "";

    public string? PinnedRealm => subject.Trunk.Realm;

    public bool AllowMd5 => subject.Trunk.AllowMd5;

    /// <summary>Null when there is nothing to answer a challenge with.</summary>
    public static ProbeDigest? For(DoctorSubject subject) => subject.HasCredentials ? new ProbeDigest(subject) : null;

    public byte[] CopyPassword() => subject.CopyPassword() ?? [];

    public void RealmLearnt(string realm)
    {
        // A form has no place to keep it; saving and testing it will.
    }
}
