using VoiceDock.Core.Sip.Transport;


namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Who may register. Called on the stack's threads; must not block.</summary>
public interface IRegistrarAccounts
{
    /// <summary>UTF-8, a fresh copy that the caller zeroes; null for an unknown user, which must take as long.</summary>
    byte[]? CopyPassword(string username);

    /// <summary>Whether calls may be sent where this account registers from.</summary>
    bool Admits(string username, SipTarget source);

    /// <summary>The bindings of this account have changed; under no lock.</summary>
    void OnBindings(string username, IReadOnlyList<Binding> bindings);

    /// <summary>A registration was refused; <paramref name="why"/> is for the operator, not for the peer. The user name is unproven text.</summary>
    void OnRefused(string? username, SipTarget source, RegistrarRefusal why);
}
