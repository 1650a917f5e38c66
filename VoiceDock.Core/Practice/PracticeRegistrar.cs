using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Practice;

/// <summary>Takes registrations with the trunk account.</summary>
internal sealed class PracticeRegistrar : IRegistrarAccounts, IDisposable
{
    private readonly PracticeOptions _options;
    private readonly Registrar _registrar;

    public PracticeRegistrar(PracticeOptions options, TimeProvider time)
    {
        _options = options;
        _registrar = new Registrar(new RegistrarOptions { Realm = options.Realm, Algorithms = options.Algorithms, MaxExpires = TimeSpan.FromSeconds(600) }, this, time);
    }

    public SipResponse Answer(SipRequest register, SipTarget source) => _registrar.Answer(register, source);

    /// <summary>Where the console is registered, the latest first.</summary>
    public IReadOnlyList<Binding> Bindings => _registrar.BindingsOf(_options.Username);

    public byte[]? CopyPassword(string username) => username == _options.Username ? Encoding.UTF8.GetBytes(_options.Password) : null;

    public bool Admits(string username, SipTarget source) => true; // loopback only anyway

    public void OnBindings(string username, IReadOnlyList<Binding> bindings)
    {
        // Calls go to the console's address all the same.
    }

    public void OnRefused(string? username, SipTarget source, RegistrarRefusal why)
    {
        // The console shows what it was told.
    }

    public void Dispose() => _registrar.Dispose();
}
