using System.Net;
using System.Security.Cryptography;
using VoiceDock.Core.Practice.Faults;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice;

/// <summary>
/// One thing that is wrong with a practice PBX. Several may be at once (<see cref="PracticePbx.Faults"/>); of two that contradict each other the first
/// refuses, the last changes. Immutable and shared.
/// </summary>
public abstract class PracticeFault
{
    /// <summary>What a PBX behind NAT announces by mistake, unless told.</summary>
    public static readonly IPAddress PrivateAddress = new([10, 11, 12, 13]);

    private static readonly IPEndPoint Router = new(new IPAddress([198, 51, 100, 7]), 1024);

    private protected PracticeFault(string name) => Name = name;

    /// <summary>The name of the member it came from, such as <c>WrongPassword</c>.</summary>
    public string Name { get; }

    /// <summary>No request is answered, over no transport. The port stays bound: no ICMP, and TCP connects.</summary>
    public static PracticeFault Silent { get; } = new LossFault(nameof(Silent), _ => true);

    /// <summary>OPTIONS is not answered, everything else is.</summary>
    public static PracticeFault OptionsDropped { get; } = new LossFault(nameof(OptionsDropped), r => r.Method == SipMethods.Options);

    /// <summary>REGISTER is not answered.</summary>
    public static PracticeFault RegisterDropped { get; } = new LossFault(nameof(RegisterDropped), r => r.Method == SipMethods.Register);

    /// <summary>The ACK to a 200 never arrives: the 200 is repeated, and after 64*T1 (<see cref="PracticeOptions.Timers"/>) comes a BYE.</summary>
    public static PracticeFault AckLost { get; } = new AckLostFault(nameof(AckLost));

    /// <summary>OPTIONS is challenged and judged by the password, as REGISTER and INVITE are.</summary>
    public static PracticeFault OptionsChallenged { get; } = new AccessFault(nameof(OptionsChallenged), a => a with { ChallengesOptions = true });

    /// <summary>The account's password is another: every digest answer is challenged again (401, not stale), to REGISTER and INVITE.</summary>
    public static PracticeFault WrongPassword { get; } = new AccessFault(nameof(WrongPassword), a => a with { Password = Unguessable() });

    /// <summary>There is no such user; how that is said differs by PBX. REGISTER and INVITE.</summary>
    public static PracticeFault UnknownUser(PracticeUnknownUser said = PracticeUnknownUser.ChallengedForEver) => said == PracticeUnknownUser.ChallengedForEver
        ? new AccessFault(nameof(UnknownUser), a => a with { Username = Unguessable() })
        : new RefusalFault(nameof(UnknownUser), Refusals.UnknownUser(said));

    /// <summary>The digest's user must be this auth ID (3CX), which is not the account's own name: that one is challenged again and again.</summary>
    public static PracticeFault WrongAuthId(string authId) => new AccessFault(nameof(WrongAuthId), a => a with { Username = authId });

    /// <summary>403 to REGISTER and INVITE, without a challenge.</summary>
    public static PracticeFault AddressNotAllowed { get; } = new RefusalFault(nameof(AddressNotAllowed), Refusals.AddressNotAllowed);

    /// <summary>Trusts the address: nothing is challenged. REGISTER is answered 200 and keeps nothing.</summary>
    public static PracticeFault NeverChallenged { get; } = new AccessFault(nameof(NeverChallenged), a => a with { IsOpen = true });

    /// <summary>405 to REGISTER; INVITE is challenged.</summary>
    public static PracticeFault NoRegister { get; } = new RefusalFault(nameof(NoRegister), Refusals.NoRegister);

    /// <summary>600 to every INVITE whose credentials are right (3CX with inbound calls switched off on the trunk).</summary>
    public static PracticeFault InboundDisabled { get; } = new CallRefusalFault(nameof(InboundDisabled), (_, _) => new PracticeRefusal(600));

    /// <summary>Challenges with another realm than <see cref="PracticeOptions.Realm"/>.</summary>
    public static PracticeFault OtherRealm(string realm = "other.pbx") => new AccessFault(nameof(OtherRealm), a => a with { Realm = realm });

    /// <summary>Challenges with MD5 only.</summary>
    public static PracticeFault Md5Only { get; } = new AccessFault(nameof(Md5Only), a => a with { Algorithms = AccessFault.Md5 });

    /// <summary>Challenges REGISTER and INVITE with an algorithm nobody knows, and takes no answer.</summary>
    public static PracticeFault UnknownAlgorithm { get; } = new RefusalFault(nameof(UnknownAlgorithm), Refusals.UnknownAlgorithm);

    /// <summary>Speaks G.729 only: 488 with Warning 305 to an offer without it. A 200 to OPTIONS says so in a body (RFC 3264 section 9).</summary>
    public static PracticeFault G729Only { get; } =
        new OfferFault(nameof(G729Only), (305, "Incompatible media format: only G729 here"), s => s with { Codecs = ["G729"], IsShownByOptions = true });

    /// <summary>488 with Warning 302 to an offer in the clear (RTP/AVP); RTP/SAVP with a=crypto is taken, and the audio is encrypted.</summary>
    public static PracticeFault SrtpRequired { get; } =
        new OfferFault(nameof(SrtpRequired), (302, "Incompatible transport protocol: only RTP/SAVP here"), s => s with { IsEncrypted = true });

    /// <summary>Its answers and offers name this address (<see cref="PrivateAddress"/>); its audio comes from loopback all the same.</summary>
    public static PracticeFault PrivateAddressInSdp(IPAddress? address = null) =>
        new SoundFault(nameof(PrivateAddressInSdp), s => s with { Announced = address ?? PrivateAddress });

    /// <summary>Contact (also of a 200 to OPTIONS) and its own requests' Via name this address; its packets come from loopback all the same.</summary>
    public static PracticeFault PrivateAddressInContact(IPAddress? address = null) =>
        new ContactFault(nameof(PrivateAddressInContact), address ?? PrivateAddress);

    /// <summary>Answers and takes audio, and sends none: neither RTP nor RTCP.</summary>
    public static PracticeFault NoRtpBack { get; } = new SoundFault(nameof(NoRtpBack), s => s with { Speaks = false });

    /// <summary>Sends audio without end and hears none: its RTCP sender reports have no report block about our stream (RFC 3550 6.4.1).</summary>
    public static PracticeFault Deaf { get; } = new SoundFault(nameof(Deaf), s => s with { Hears = false });

    /// <summary>Its answers and offers have no telephone-event.</summary>
    public static PracticeFault NoDtmf { get; } = new SoundFault(nameof(NoDtmf), s => s with { TakesKeys = false });

    /// <summary>Sees our requests come from another address and port than ours (198.51.100.7:1024): Via received and rport of its answers say so.</summary>
    public static PracticeFault RewrittenAddress(IPEndPoint? seen = null) => new SeenAddressFault(nameof(RewrittenAddress), seen ?? Router);

    /// <summary>503 with Retry-After to every request that begins something.</summary>
    public static PracticeFault Busy(int retryAfterSeconds = 30) => new RefusalFault(nameof(Busy), Refusals.Busy(retryAfterSeconds));

    /// <summary>A 200 to REGISTER lists this Contact too, as if another phone had the same account.</summary>
    public static PracticeFault TwoBindings(string contact = "<sip:200@10.0.0.7:5060>;expires=300") => new BindingFault(nameof(TwoBindings), contact);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>False: the request is lost. May note on its top Via what the answers are to show.</summary>
    internal virtual bool Hears(SipRequest request, PracticeCalls calls) => true;

    /// <summary>Said to a request that begins something, before any challenge; null: nothing.</summary>
    internal virtual PracticeRefusal? Refuse(SipRequest request, PracticeAccess access) => null;

    /// <summary>Said to an INVITE whose credentials are right; null: nothing.</summary>
    internal virtual PracticeRefusal? RefuseCall(SipRequest invite, PracticeSound sound) => null;

    /// <summary>Who is let in, and how that is asked.</summary>
    internal virtual PracticeAccess Change(PracticeAccess access) => access;

    /// <summary>The audio of calls from now on.</summary>
    internal virtual PracticeSound Change(PracticeSound sound) => sound;

    /// <summary>What Contact names; null: the address it is bound to.</summary>
    internal virtual IPAddress? Contact => null;

    /// <summary>A last touch to an answer outside any dialog.</summary>
    internal virtual void Finish(SipRequest request, SipResponse response)
    {
        // Most faults leave answers as they are.
    }

    private static string Unguessable() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
