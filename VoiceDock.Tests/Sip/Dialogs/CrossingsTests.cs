using System.Collections.Concurrent;
using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Both sides act whenever they like, so that everything crosses everything: each session still ends once and nothing is left.</summary>
[Trait("Kind", "Sip")]
public sealed class CrossingsTests
{
    private const int Calls = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task BothSidesAtRandom_EverySessionEndsOnceAndNothingIsLeft(int seed)
    {
        await using var caller = new TestAgent();
        await using var callee = new TestAgent();
        var ends = new EndCounter();
        var random = new Random(seed);
        var plans = new ConcurrentQueue<Plan>(Enumerable.Range(0, Calls).Select(_ => Plan.Draw(random)).ToArray());
        var callees = new ConcurrentBag<Task>();
        callee.TakeInvite = session =>
        {
            session.Handler = ends;
            Assert.True(plans.TryDequeue(out var plan));
            callees.Add(plan!.PlayCalleeAsync(session));
        };

        var callers = Enumerable.Range(0, Calls).Select(_ => Plan.Draw(random)).Select(async plan =>
        {
            await Task.Delay(plan.Start, TestContext.Current.CancellationToken);
            await plan.PlayCallerAsync(Place(caller, callee.Address, ends));
        }).ToArray();
        await Task.WhenAll(callers);
        await Task.WhenAll(callees);

        await caller.AssertEmptyAsync();
        await callee.AssertEmptyAsync();
        Assert.All(ends.Ends, e => Assert.Equal(1, e.Value));
        Assert.Equal(Calls, ends.Ends.Count(e => !e.Key.IsInbound));
        Assert.Equal(0, ends.AfterEnd);
    }

    private static SipSession Place(TestAgent agent, SipTarget target, ISipSessionHandler handler)
    {
        var uri = new SipUri { Scheme = "sip", User = "200", Host = $"{target.Address}", Port = target.Port };
        var invite = new OutboundInvite
        {
            RequestUri = uri,
            From = new NameAddr { Uri = uri },
            To = new NameAddr { Uri = uri },
            Target = target,
            Sdp = ScriptedPhone.Sdp,
        };
        return agent.Agent.Invite(invite, handler);
    }

    private sealed record Plan(int Start, int First, int Second, int HangUp, int Choice)
    {
        public static Plan Draw(Random random) => new(random.Next(300), random.Next(12), random.Next(12), random.Next(40), random.Next(6));

        public async Task PlayCallerAsync(SipSession session)
        {
            await Task.Delay(HangUp);
            session.HangUp();
        }

        public async Task PlayCalleeAsync(SipSession session)
        {
            await Task.Delay(First);
            if (Choice == 0) session.Reject(486);
            else session.Ring();
            await Task.Delay(Second);
            if (Choice != 1) session.Answer(ScriptedPhone.Sdp);
            if (Choice == 2) session.HangUp();
        }
    }

    private sealed class EndCounter : ISipSessionHandler
    {
        private int _afterEnd;

        public ConcurrentDictionary<SipSession, int> Ends { get; } = new();

        public int AfterEnd => _afterEnd;

        public void OnProvisional(SipSession session, SipResponse response) => NotAfterEnd(session);

        public void OnAnswered(SipSession session, SipResponse response)
        {
            NotAfterEnd(session);
            session.Ack();
        }

        public void OnConfirmed(SipSession session) => NotAfterEnd(session);

        public void OnReinvite(SipSession session, SipReinvite offer) => NotAfterEnd(session);

        public void OnInfo(SipSession session, SipRequest info) => NotAfterEnd(session);

        public void OnEnded(SipSession session, SipEnd end) => Ends.AddOrUpdate(session, 1, (_, n) => n + 1);

        private void NotAfterEnd(SipSession session)
        {
            if (Ends.ContainsKey(session)) Interlocked.Increment(ref _afterEnd);
        }
    }
}
