using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.Engine.Probes;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>What comes in from outside: only peers of a trunk are heard; a call goes to the receiver, which decides from memory.</summary>
internal sealed class InboundCalls(TrunkPeers peers, TrunkAccounts accounts, ICallReceiver receiver, CallTraces traces, Arrivals arrivals, bool rejectUnknown, ILogger log) : ISipAgentHandler
{
    private static readonly string[] AnonymousUsers = ["anonymous", "unknown", "restricted", "unavailable"];

    /// <summary>Set once by the engine, before the agent starts.</summary>
    public EngineParts Parts { get; set; } = null!;

    public SipSourceVerdict Judge(SipTarget source) =>
        peers.IsPeer(source.EndPoint) ? SipSourceVerdict.Peer : rejectUnknown ? SipSourceVerdict.Reject : SipSourceVerdict.Unknown;

    public void OnUnknownSource(SipTarget source, string summary) => receiver.OnUnknownSource(source.EndPoint.ToString(), summary);

    public bool WatchesArrivals => arrivals.IsWatched;

    public void OnArrival(SipTarget source, ReadOnlySpan<byte> message) => arrivals.Look(source, message);

    public bool MayRegister(SipTarget source) => accounts.MayRegister(source);

    public SipResponse? OnRequest(SipRequest request, SipTarget source) =>
        request.Method == SipMethods.Register ? accounts.Answer(request, source) : null;

    public void OnInvite(SipSession session)
    {
        var trunks = TrunksOf(session.Remote);
        var verdict = receiver.Receive(Describe(session, trunks));
        if (verdict.Taker is not { } taker)
        {
            Refuse(session, verdict.Status);
            return;
        }
        try
        {
            Take(session, taker);
        }
        catch (MediaCapacityException full)
        {
            log.LogWarning(full, "A call from {Source} was refused: no audio port is free", session.Remote);
            Refuse(session, 503);
        }
    }

    private void Take(SipSession session, InboundTaker taker)
    {
        var trunk = taker.Trunk;
        var media = Parts.Media.OpenCall();
        SipLeg leg;
        try
        {
            leg = SipLeg.Inbound(Parts, session, media, trunk, new LegMemory(Parts.Dialogs, taker.CallId, trunk?.Id));
        }
        catch (MediaCapacityException)
        {
            media.Dispose();
            throw;
        }
        session.AcceptsFrom = trunk is null ? null : address => peers.IsPeerOf(trunk.Id, address);
        traces.Claim(session.CallId, taker.CallId, LadderLeg.Caller);
        var line = new CallLine(Parts, traces, taker.CallId, media, leg);
        line.Listen(taker.Take(line));
    }

    // One machine may have several trunks here: a call belongs to those of the transport it came by, and of the very port, where there are any.
    private IReadOnlyList<Trunk> TrunksOf(SipTarget source)
    {
        var all = peers.TrunksAt(source.EndPoint);
        if (all.Count < 2) return all;
        var same = Some(all, t => t.Transport == TrunkTargets.Of(source.Transport));
        return Some(same, t => peers.TargetsOf(t.Id).Contains(source.EndPoint));
    }

    private static IReadOnlyList<Trunk> Some(IReadOnlyList<Trunk> trunks, Func<Trunk, bool> wanted)
    {
        IReadOnlyList<Trunk> some = [.. trunks.Where(wanted)];
        return some.Count > 0 ? some : trunks;
    }

    private static void Refuse(SipSession session, int status)
    {
        if (status == 503)
            session.Reject(status, null, ("Retry-After", "5"));
        else
            session.Reject(status);
    }

    private static InboundCall Describe(SipSession session, IReadOnlyList<Trunk> trunks)
    {
        var invite = session.InviteRequest;
        var from = Asserted(invite) ?? invite.From;
        var user = from.Uri.User;
        var known = !IsWithheld(invite) && user is { Length: > 0 } && !AnonymousUsers.Contains(user, StringComparer.OrdinalIgnoreCase) && !from.Uri.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);
        return new InboundCall(
            Clean(invite.Uri.User),
            Clean(invite.To.Uri.User),
            known ? Clean(user) : null,
            known ? Clean(invite.From.DisplayName) : null,
            trunks,
            session.Remote.EndPoint.ToString())
        {
            Loop = CallLoops.Of(invite),
        };
    }

    // The trunk vouches for this one (RFC 3325); From may be anything the caller's phone liked.
    private static NameAddr? Asserted(SipRequest invite) =>
        invite.Headers["P-Asserted-Identity"] is { } text && NameAddr.TryParse(text, out var identity) && identity.Uri.User is not null ? identity : null;

    // RFC 3323 section 4.2, RFC 3325 section 9.3: the trunk vouches for a number nobody is to see.
    private static bool IsWithheld(SipRequest invite) =>
        invite.Headers.All("Privacy").SelectMany(v => v.Split([';', ','], StringSplitOptions.TrimEntries)).Any(p => p.ToLowerInvariant() is "id" or "user");

    private static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var clean = new string([.. text.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029'))]).Trim();
        return clean.Length == 0 ? null : SipText.Cut(clean, 64);
    }
}
