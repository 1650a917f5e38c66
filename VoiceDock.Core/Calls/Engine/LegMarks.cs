using System.Globalization;
using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Marks in the call's trace where the audio of one leg begins, falls silent and ends. Called on SIP and media threads.</summary>
internal sealed class LegMarks(CallTraces traces, Guid callId, string leg)
{
    private readonly string _name = TraceWords.Side(leg);
    private volatile bool _flows;

    public void Note(LegEvent e)
    {
        switch (e)
        {
            case LegFirstAudio:
                _flows = true;
                Mark(TraceMarks.AudioIn, $"Audio from the {_name} begins");
                break;
            case LegFirstSent:
                _flows = true;
                Mark(TraceMarks.AudioOut, $"Audio to the {_name} begins");
                break;
            case LegSilent silent:
                Mark(TraceMarks.Silent, string.Create(CultureInfo.InvariantCulture, $"Nothing from the {_name} for {silent.Age.TotalSeconds:0} s"));
                break;
            case LegAudible:
                Mark(TraceMarks.Audible, $"Audio from the {_name} again");
                break;
            case LegHold { Leg: SipLeg held }:
                NoteHold(held.IsOnHold, $"The {_name} {(held.IsOnHold ? "holds" : "no longer holds")} the line");
                break;
            case LegHoldSettled settled:
                NoteHold(settled.Held, $"The {_name} {(settled.Held ? "is on our hold" : "is off our hold")}");
                break;
            case LegEnded when _flows:
                Mark(TraceMarks.AudioEnd, $"Audio with the {_name} ends");
                break;
        }
    }

    private void NoteHold(bool held, string text) => Mark(held ? TraceMarks.Hold : TraceMarks.HoldEnd, text);

    private void Mark(string kind, string text) => traces.Mark(callId, leg, kind, text);
}
