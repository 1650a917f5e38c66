using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>One trunk's registrar and account; puts into words what comes of it.</summary>
/// <param name="trunk">As it was when the registration began.</param>
internal sealed class TrunkRegistrationPeer(
    EngineParts parts, ITrunkTargets targets, TrunkDirectory directory, Trunk trunk, Action<TrunkRegistration> report) : IRegistrationPeer
{
    // The realm may have been learnt since. A password that was replaced since belongs to the new settings, perhaps to another host: never here.
    public IDigestCredentials? Credentials =>
        directory.Find(trunk.Id) is { } now && now.SecretVersion == trunk.SecretVersion && now.Host == trunk.Host && now.Transport == trunk.Transport
            ? parts.Digest(now)
            : null;

    public async Task<(IReadOnlyList<SipTarget> Targets, string? Problem)> ResolveAsync(CancellationToken cancellation)
    {
        if (parts.Credentials.IsUnreadable(trunk.Id)) return ([], TrunkErrors.CredentialsUnreadable(trunk).Message);
        var resolved = await targets.FindAsync(trunk.Route, cancellation);
        return resolved.IsOk ? ([.. resolved.Value.InOrder.Select(e => TrunkTargets.Of(trunk, e))], null) : ([], resolved.Error.Message);
    }

    public Task<SipExchange> SendAsync(OutboundRequest request, CancellationToken cancellation) => parts.Agent.SendAsync(request, cancellation);

    public void Report(RegistrationStatus status) => report(new TrunkRegistration(
        trunk.Id, State(status.State), status.ExpiresAt?.UtcDateTime, status.Failure is { } failure ? Words(failure) : null));

    private string Words(RegistrationFailure failure) => failure.Kind switch
    {
        RegistrationFailureKind.NoTarget => TrunkRegistrationWords.NoTarget(trunk, failure.Phrase),
        RegistrationFailureKind.PortClosed => TrunkRegistrationWords.PortClosed(trunk),
        RegistrationFailureKind.TlsFailed => TrunkRegistrationWords.TlsFailed(trunk, failure.Phrase),
        RegistrationFailureKind.CredentialsRefused => TrunkRegistrationWords.CredentialsRefused(trunk),
        RegistrationFailureKind.NoCredentials => TrunkRegistrationWords.NoCredentials,
        RegistrationFailureKind.ForeignRealm => TrunkRegistrationWords.ForeignRealm(directory.Find(trunk.Id) ?? trunk),
        RegistrationFailureKind.NoSupportedAlgorithm => TrunkRegistrationWords.NoSupportedAlgorithm(trunk),
        RegistrationFailureKind.NoBinding => TrunkRegistrationWords.NoBinding,
        RegistrationFailureKind.Status => TrunkRegistrationWords.Status(trunk, failure.StatusCode!.Value, failure.Phrase),
        _ => TrunkRegistrationWords.Silent(trunk),
    };

    private static TrunkRegistrationState State(RegistrationState state) => state switch
    {
        RegistrationState.Registering => TrunkRegistrationState.Registering,
        RegistrationState.Registered => TrunkRegistrationState.Registered,
        RegistrationState.Refused => TrunkRegistrationState.Refused,
        RegistrationState.Unreachable => TrunkRegistrationState.Unreachable,
        _ => TrunkRegistrationState.Off,
    };
}
