using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>Finds number and assistant of an inbound call and gives it its actor; what cannot be answered is kept with its cause.</summary>
internal sealed class CallRouter(NumberDirectory numbers, UnansweredCalls unanswered, CallServices services) : ICallReceiver
{
    private readonly CallGate _gate = new(services.Time, services.Options.MaxPerSecond);

    public InboundVerdict Receive(InboundCall call)
    {
        if (call.Loop is { } loop)
        {
            unanswered.Add("loop", loop, call.CallerUser, call.RequestUser ?? call.ToUser, call.Source);
            return InboundVerdict.Refuse(483);
        }
        var match = numbers.Match(call.RequestUser, call.ToUser, call.Trunks);
        var asks = (match.IsAnswered || match.Cause == UnansweredCause.NoAssistant) && services.Arrivals?.Asks(match.Assistant) == true;
        if ((match.Assistant is null && !asks) || match.Number is null)
            return Unanswered(call, match);
        // One that got past the engine while the drain began.
        if (services.Drain.IsDraining)
            return InboundVerdict.Refuse(503);
        if (services.Calls.LiveCount >= services.Options.MaxLive || !_gate.TryEnter())
        {
            unanswered.Add("capacity", "More calls came in than the limits allow (Calls:MaxPerSecond, Calls:MaxLive).", call.CallerUser, match.Number.PhoneNumber, call.Source);
            return InboundVerdict.Refuse(503);
        }
        var view = FirstView(call, match.Number, match.Assistant, match.InboundTrunk);
        var actor = asks
            ? new CallActor(view, services, new CallQuestion(match.Assistant, () => Unanswered(call, match)))
            : new CallActor(view, match.Assistant!, services);
        return InboundVerdict.Accept(new InboundTaker(actor.Id, match.InboundTrunk, line =>
        {
            services.Calls.Add(actor);
            return actor.Begin(line);
        }));
    }

    public void OnUnknownSource(string address, string summary) =>
        unanswered.Add("unknown_source", $"{address} sent {summary} and is no peer of any trunk. Add it as a trunk if it is yours.", null, null, address);

    private InboundVerdict Unanswered(InboundCall call, NumberMatch match)
    {
        var dialled = match.Number?.PhoneNumber ?? call.RequestUser ?? call.ToUser;
        var (slug, sentence) = match.Cause switch
        {
            UnansweredCause.InactiveNumber => ("inactive_number", $"{dialled} is switched off. Switch it on on the Numbers page."),
            UnansweredCause.NoAssistant => ("no_assistant", $"{dialled} has no assistant. Choose one on the Numbers page."),
            UnansweredCause.InactiveAssistant => ("inactive_assistant", $"The assistant of {dialled} is switched off. Switch it on on the Assistants page."),
            _ => ("unknown_number", $"{dialled} is not registered here. Add it on the Numbers page, or let the provider send another number."),
        };
        unanswered.Add(slug, sentence, call.CallerUser, dialled, call.Source);
        return InboundVerdict.Refuse(match.StatusCode ?? 480);
    }

    private CallView FirstView(InboundCall call, Number number, Assistant? assistant, Trunk? inbound)
    {
        var now = services.Time.GetUtcNow();
        return new CallView
        {
            Id = Guid.CreateVersion7(now),
            Version = 1,
            State = CallState.Ringing,
            Direction = CallDirection.Inbound,
            Caller = PhoneNumber.Normalise(call.CallerUser, inbound?.NumberCountry) ?? call.CallerUser,
            CallerName = call.CallerName,
            Number = number.PhoneNumber,
            NumberId = number.Id,
            NumberName = number.Name,
            AssistantId = assistant?.Id,
            AssistantName = assistant?.Name,
            BusinessName = assistant?.BusinessName,
            InboundTrunkId = inbound?.Id,
            InboundTrunkName = inbound?.Name,
            CreatedAt = now.UtcDateTime,
            UpdatedAt = now.UtcDateTime,
        };
    }
}
