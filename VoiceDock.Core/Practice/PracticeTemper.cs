using System.Net;
using VoiceDock.Core.Practice.Faults;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Practice;

/// <summary>
/// How a practice PBX meets requests with the faults it has: what it hears, whom it lets in, what it refuses, how its audio is. Immutable but for the
/// nonces and bindings, which the next one takes over as long as the access is the same. Thread-safe.
/// </summary>
internal sealed class PracticeTemper : IDisposable
{
    private readonly PracticeCalls _calls;
    private readonly PracticeAccess _access;
    private readonly PracticeGate _gate;
    private readonly PracticeRegistrar _registrar;
    private readonly string _server;

    public PracticeTemper(PracticeOptions options, IReadOnlyList<PracticeFault> faults, PracticeCalls calls, TimeProvider time, PracticeTemper? before)
    {
        (Faults, _calls, _server) = (faults, calls, options.Server);
        _access = faults.Aggregate(PracticeAccess.Of(options), (access, fault) => fault.Change(access));
        Sound = faults.Aggregate(PracticeSound.Usual(options.Bind.Address), (sound, fault) => fault.Change(sound));
        Contact = faults.LastOrDefault(f => f.Contact is not null)?.Contact;
        (_gate, _registrar) = before?._access == _access
            ? (before._gate, before._registrar)
            : (new PracticeGate(_access, time), new PracticeRegistrar(_access, time));
    }

    public IReadOnlyList<PracticeFault> Faults { get; }

    public PracticeSound Sound { get; }

    /// <summary>What Contact names; null: the address it is bound to.</summary>
    public IPAddress? Contact { get; }

    public PracticeRegistrar Registrar => _registrar;

    public bool Hears(SipRequest request) => Faults.All(f => f.Hears(request, _calls));

    /// <summary>To a request outside any dialog that is no INVITE; null: the stack's own answer.</summary>
    public SipResponse? Answer(SipRequest request, SipTarget source, IPEndPoint own)
    {
        var response = Refuse(request)?.To(request) ?? request.Method switch
        {
            SipMethods.Register => _registrar.Answer(request, source),
            SipMethods.Options => AnswerOptions(request, own),
            _ => null,
        };
        if (response is null) return null;
        response.Headers.Set("Server", _server);
        foreach (var fault in Faults) fault.Finish(request, response);
        return response;
    }

    /// <summary>Why a call is not taken; null when it may ring.</summary>
    public PracticeRefusal? RefuseCall(SipRequest invite) =>
        Refuse(invite) ?? Challenge(invite) ?? Faults.Select(f => f.RefuseCall(invite, Sound)).FirstOrDefault(r => r is not null);

    /// <summary>As if the password were wrong; for an extension that always says so.</summary>
    public PracticeRefusal ChallengeAgain() => _gate.Challenge(DigestVerdictKind.Refused);

    public void Dispose() => _registrar.Dispose();

    private PracticeRefusal? Refuse(SipRequest request) => Faults.Select(f => f.Refuse(request, _access)).FirstOrDefault(r => r is not null);

    private PracticeRefusal? Challenge(SipRequest request)
    {
        var verdict = _gate.Check(request);
        return verdict == DigestVerdictKind.Accepted ? null : _gate.Challenge(verdict);
    }

    // RFC 3261 11.2: what an INVITE would meet.
    private SipResponse? AnswerOptions(SipRequest request, IPEndPoint own)
    {
        if (_access.ChallengesOptions && Challenge(request) is { } challenge) return challenge.To(request);
        if (Contact is null && !Sound.IsShownByOptions) return null;
        var response = request.CreateResponse(200);
        SipCapabilities.AddTo(response);
        if (Contact is not null) response.Contact = new NameAddr { Uri = new SipUri { Scheme = "sip", Host = Contact.ToString(), Port = own.Port } };
        if (Sound.IsShownByOptions) SdpBody.Set(response, SdpOffers.CreateOffer(Sound.Capabilities(port: 0), new SdpIdentity(1, 1)));
        return response;
    }
}
