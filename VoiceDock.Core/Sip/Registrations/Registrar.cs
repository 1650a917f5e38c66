using System.Globalization;
using System.Net;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>
/// Takes registrations (RFC 3261 section 10.3): challenges everybody, keeps the bindings of those who answer right. The account is the digest's user;
/// To may name it as it likes. Answers and their timing are the same for unknown users and wrong passwords; an address that gives too many wrong
/// ones is not heard for a while. Thread-safe.
/// </summary>
public sealed class Registrar : IDisposable
{
    private readonly RegistrarOptions _options;
    private readonly IRegistrarAccounts _accounts;
    private readonly TimeProvider _time;
    private readonly DigestServer _digest;
    private readonly BindingTable _table;
    private readonly SourceTally _failures;
    private readonly SourceTally _unanswered;

    public Registrar(RegistrarOptions options, IRegistrarAccounts accounts, TimeProvider time)
    {
        (_options, _accounts, _time) = (options, accounts, time);
        _digest = new DigestServer(time, new DigestServerOptions { Realm = options.Realm, Algorithms = options.Algorithms });
        _table = new BindingTable(options, time, accounts.OnBindings);
        _failures = new SourceTally(options.MaxFailures, options.FailureWindow, time);
        _unanswered = new SourceTally(2, options.FailureWindow, time);
    }

    /// <summary>Those that last, the latest refreshed first.</summary>
    public IReadOnlyList<Binding> BindingsOf(string username) => _table.Of(username);

    /// <summary>The account is gone or has another password.</summary>
    public void Remove(string username) => _table.Remove(username);

    /// <summary>True for an address that gave too many wrong passwords; cheap, for the receive thread.</summary>
    public bool IsLocked(IPAddress source) => _failures.IsFull(source);

    /// <summary>An operator changed accounts: whoever failed before may try again.</summary>
    public void ForgetFailures() => _failures.ForgetAll();

    public SipResponse Answer(SipRequest register, SipTarget source)
    {
        // whoever forges a PBX's address can lock it, but not end a registration that lasts: its Call-ID is not known outside
        if (IsLocked(source.Address) && !_table.Knows(register.CallId)) return register.CreateResponse(403);
        var verdict = _digest.Verify(register, _accounts.CopyPassword);
        if (verdict.Kind == DigestVerdictKind.NoCredentials) _unanswered.Note(source.Address);
        else _unanswered.Forget(source.Address);
        if (verdict.Kind == DigestVerdictKind.Refused)
        {
            _failures.Note(source.Address);
            _accounts.OnRefused(verdict.Username, source, RegistrarRefusal.WrongCredentials);
        }

        if (verdict is not { Kind: DigestVerdictKind.Accepted, Username: { } username }) return Challenge(register, source.Address, verdict.Kind == DigestVerdictKind.Stale);
        _failures.Forget(source.Address);
        if (BindingWish.Read(register, _options.MaxExpires) is not { } wish) return register.CreateResponse(400, "Bad Contact");
        if (!_accounts.Admits(username, source)) return Refuse(register, username, source, RegistrarRefusal.AddressNotAllowed);
        return _table.Apply(username, wish, register, source) switch
        {
            200 => Show(register, username),
            403 => Refuse(register, username, source, RegistrarRefusal.TooManyContacts),
            423 => TooBrief(register),
            var status => register.CreateResponse(status, "Older Than What Is Known"),
        };
    }

    public void Dispose() => _table.Dispose();

    // RFC 8760 asks clients to pass over algorithms they do not have. Older ones fail on them instead and come back as they came: those are offered the
    // last algorithm alone, which somebody between us could bring about as well by taking the others out.
    private SipResponse Challenge(SipRequest register, IPAddress source, bool stale)
    {
        var response = register.CreateResponse(401);
        foreach (var algorithm in _unanswered.IsFull(source) ? _options.Algorithms.TakeLast(1) : _options.Algorithms) response.Headers.Add("WWW-Authenticate", _digest.CreateChallenge(algorithm, stale));
        return response;
    }

    private SipResponse Refuse(SipRequest register, string username, SipTarget source, RegistrarRefusal why)
    {
        _accounts.OnRefused(username, source, why);
        return register.CreateResponse(403);
    }

    private SipResponse TooBrief(SipRequest register)
    {
        var response = register.CreateResponse(423);
        response.Headers.Add("Min-Expires", _options.MinExpires.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        return response;
    }

    // step 8: all bindings there are, each with the time it has left
    private SipResponse Show(SipRequest register, string username)
    {
        var now = _time.GetUtcNow();
        var response = register.CreateResponse(200);
        foreach (var binding in _table.Of(username))
        {
            var left = Math.Max(1, (int)Math.Ceiling((binding.ExpiresAt - now).TotalSeconds));
            response.Headers.Add("Contact", string.Create(CultureInfo.InvariantCulture, $"<{binding.Contact}>;expires={left}"));
        }

        response.Headers.Add("Date", now.ToString("R", CultureInfo.InvariantCulture));
        return response;
    }
}
