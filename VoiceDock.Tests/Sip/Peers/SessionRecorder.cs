using System.Threading.Channels;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>Keeps a session's events for the test to take, in order; acknowledges answers by itself unless told not to.</summary>
public sealed class SessionRecorder(bool autoAck = true) : ISipSessionHandler
{
    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(1_000);

    public async Task<SessionEvent> NextAsync(string name)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        var next = await _events.Reader.ReadAsync(stop.Token);
        return next.Name == name ? next : throw new InvalidOperationException($"Expected {name}, got {next}");
    }

    /// <summary>The end, passing over what came before it.</summary>
    public async Task<SipEnd> EndAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        while (true)
        {
            if ((await _events.Reader.ReadAsync(stop.Token)).End is { } end) return end;
        }
    }

    /// <summary>The answer, passing over ringing: an INVITE that was sent again is told of it again.</summary>
    public async Task<SessionEvent> AnswerAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        while (true)
        {
            var next = await _events.Reader.ReadAsync(stop.Token);
            if (next.Name == "Answered") return next;
            if (next.Name != "Provisional") throw new InvalidOperationException($"Expected Answered, got {next}");
        }
    }

    /// <summary>Events waiting.</summary>
    public int Waiting => _events.Reader.Count;

    public void OnProvisional(SipSession session, SipResponse response) => Put(new("Provisional", session, response));

    public void OnAnswered(SipSession session, SipResponse response)
    {
        if (autoAck) session.Ack();
        Put(new("Answered", session, response));
    }

    public void OnConfirmed(SipSession session) => Put(new("Confirmed", session));

    public void OnReinvite(SipSession session, SipReinvite offer) => Put(new("Reinvite", session, Offer: offer));

    public void OnRefreshed(SipSession session) => Put(new("Refreshed", session));

    public void OnReferred(SipSession session, SipReferState state) => Put(new("Referred", session, Refer: state));

    public void OnInfo(SipSession session, SipRequest info) => Put(new("Info", session, Info: info));

    public void OnEnded(SipSession session, SipEnd end) => Put(new("Ended", session, End: end));

    private void Put(SessionEvent what) => Assert.True(_events.Writer.TryWrite(what));
}
