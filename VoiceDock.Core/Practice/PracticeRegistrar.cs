using System.Globalization;
using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Practice;

/// <summary>Takes registrations with the trunk account. One that trusts everybody says yes to all and keeps nothing.</summary>
internal sealed class PracticeRegistrar : IRegistrarAccounts, IDisposable
{
    // Who practises gets passwords wrong: nobody is locked out.
    private const int MostFailures = 1_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(600);

    private readonly PracticeAccess _access;
    private readonly Registrar _registrar;

    public PracticeRegistrar(PracticeAccess access, TimeProvider time)
    {
        _access = access;
        var options = new RegistrarOptions { Realm = access.Realm, Algorithms = access.Algorithms, MaxExpires = Longest, MaxFailures = MostFailures };
        _registrar = new Registrar(options, this, time);
    }

    public SipResponse Answer(SipRequest register, SipTarget source) => _access.IsOpen ? Agree(register) : _registrar.Answer(register, source);

    /// <summary>Where the console is registered, the latest first.</summary>
    public IReadOnlyList<Binding> Bindings => _registrar.BindingsOf(_access.Username);

    public byte[]? CopyPassword(string username) => username == _access.Username ? Encoding.UTF8.GetBytes(_access.Password) : null;

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

    private static SipResponse Agree(SipRequest register)
    {
        if (BindingWish.Read(register, Longest) is not { } wish) return register.CreateResponse(400, "Bad Contact");
        var response = register.CreateResponse(200);
        foreach (var (contact, expires) in wish.Contacts.Where(c => c.Expires > TimeSpan.Zero))
            response.Headers.Add("Contact", string.Create(CultureInfo.InvariantCulture, $"<{contact}>;expires={(int)Math.Min(expires.TotalSeconds, Longest.TotalSeconds)}"));
        return response;
    }
}
