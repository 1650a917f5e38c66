using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>What a <see cref="RegistrationClient"/> needs of the world around it. Called by one loop, never twice at once.</summary>
public interface IRegistrationPeer
{
    /// <summary>The registrar's addresses in the order to try them, resolved anew and allowed; or none and why.</summary>
    Task<(IReadOnlyList<SipTarget> Targets, string? Problem)> ResolveAsync(CancellationToken cancellation);

    /// <summary>What a challenge is answered with now; null: nothing.</summary>
    IDigestCredentials? Credentials { get; }

    Task<SipExchange> SendAsync(OutboundRequest request, CancellationToken cancellation);

    /// <summary>Called on every change; must be quick and must not throw.</summary>
    void Report(RegistrationStatus status);
}
