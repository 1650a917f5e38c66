using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>
/// PBXs that register with us: the accounts are the active trunks that accept registrations. Where one registers from becomes a peer of its trunk, and
/// calls over the trunk go there. Without such a trunk nobody's REGISTER is heard. Thread-safe.
/// </summary>
internal sealed class TrunkAccounts : IRegistrarAccounts, IDisposable
{
    /// <summary>One for all trunks: a PBX shows it as "realm" and has no choice in it.</summary>
    public const string Realm = "voicedock";

    private readonly TrunkDirectory _directory;
    private readonly TrunkCredentials _credentials;
    private readonly TrunkPeers _peers;
    private readonly TrunkRegistrations _states;
    private readonly OutboundTargetGuard _guard;
    private readonly ILogger<TrunkAccounts> _log;
    private readonly Registrar _registrar;
    private readonly Lock _changing = new();
    private volatile IReadOnlyDictionary<string, Trunk> _accounts = new Dictionary<string, Trunk>();

    public TrunkAccounts(
        TrunkDirectory directory, TrunkCredentials credentials, TrunkPeers peers, TrunkRegistrations states, OutboundTargetGuard guard, TimeProvider time,
        ILogger<TrunkAccounts> log)
    {
        (_directory, _credentials, _peers, _states, _guard, _log) = (directory, credentials, peers, states, guard, log);
        _registrar = new Registrar(new RegistrarOptions { Realm = Realm }, this, time);
        _directory.Changed += OnTrunkChanged;
    }

    /// <summary>Reads the directory; the engine calls it when it starts.</summary>
    public void Start() => Refresh();

    /// <summary>For the receive thread.</summary>
    public bool MayRegister(SipTarget source) => _accounts.Count > 0 && !_registrar.IsLocked(source.Address);

    /// <summary>Null while no trunk accepts registrations: the stack answers as it does to every method it does not have.</summary>
    public SipResponse? Answer(SipRequest register, SipTarget source) => _accounts.Count == 0 ? null : _registrar.Answer(register, source);

    /// <summary>Where the trunk's PBX has registered from, the latest first.</summary>
    public IReadOnlyList<Binding> BindingsOf(Trunk trunk) =>
        trunk.RegistrationUsername is { } user && _accounts.TryGetValue(user, out var account) && account.Id == trunk.Id ? _registrar.BindingsOf(user) : [];

    public byte[]? CopyPassword(string username)
    {
        var accounts = _accounts;
        if (accounts.TryGetValue(username, out var trunk)) return _credentials.CopyRegistrationPassword(trunk.Id);
        // opening a seal takes time: an unknown user must not be told by its absence
        if (accounts.Values.FirstOrDefault() is { } other && _credentials.CopyRegistrationPassword(other.Id) is { } unused) CryptographicOperations.ZeroMemory(unused);
        return null;
    }

    // Behind NAT the port may be any: only the address is judged.
    public bool Admits(string username, SipTarget source) => _guard.Check(source.Address, Trunk.DefaultPort).IsAllowed;

    public void OnBindings(string username, IReadOnlyList<Binding> bindings)
    {
        if (!_accounts.TryGetValue(username, out var trunk)) return; // removed meanwhile: that cleared it
        _peers.SetRegistered(trunk.Id, [.. bindings.Select(b => b.Source.Address)]);
        _states.Note(bindings.Count == 0 ? TrunkRegistrationWords.NotYet(trunk) : TrunkRegistrationWords.RegisteredFrom(
            trunk, bindings[0].Source.EndPoint, bindings.Max(b => b.ExpiresAt).UtcDateTime, bindings.Count));
        _log.LogInformation("The PBX of trunk '{Name}' is registered from {Sources}", trunk.Name, string.Join(", ", bindings.Select(b => b.Source)));
    }

    public void OnRefused(string? username, SipTarget source, RegistrarRefusal why)
    {
        var user = SipText.Clean(username ?? "");
        _log.LogWarning("A registration as '{User}' from {Source} was refused: {Why}", user, source, why);
        if (username is null || !_accounts.TryGetValue(username, out var trunk) || _registrar.BindingsOf(username).Count > 0) return;
        _states.Note(TrunkRegistrationWords.Rejected(trunk, source.EndPoint, why == RegistrarRefusal.WrongCredentials));
    }

    public void Dispose()
    {
        _directory.Changed -= OnTrunkChanged;
        _registrar.Dispose();
    }

    private void OnTrunkChanged(TrunkChange change) => Refresh();

    private void Refresh()
    {
        lock (_changing)
        {
            var before = _accounts;
            var now = _directory.All.Where(t => t is { IsActive: true, AcceptsRegistration: true, RegistrationUsername: not null })
                .ToDictionary(t => t.RegistrationUsername!, StringComparer.Ordinal);
            var gone = before.Values.Where(t => !now.TryGetValue(t.RegistrationUsername!, out var same) || !IsSameAccount(t, same)).ToList();
            foreach (var trunk in gone) Forget(trunk);
            _accounts = now;
            foreach (var trunk in now.Values.Where(t => !before.TryGetValue(t.RegistrationUsername!, out var same) || !IsSameAccount(t, same)))
                _states.Note(TrunkRegistrationWords.NotYet(trunk));
        }

        // right after an operator's change the PBX gets another chance
        _registrar.ForgetFailures();
    }

    private void Forget(Trunk trunk)
    {
        _registrar.Remove(trunk.RegistrationUsername!);
        _peers.SetRegistered(trunk.Id, []);
        if (_directory.Find(trunk.Id) is not { IsActive: true, Register: true }) _states.Forget(trunk.Id);
    }

    private static bool IsSameAccount(Trunk a, Trunk b) => a.Id == b.Id && a.RegistrationSecretVersion == b.RegistrationSecretVersion;
}
