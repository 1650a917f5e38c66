using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>A second leg whose person hears a message first and has to take the call by a key.</summary>
internal sealed class WarmColumn : BridgeColumn
{
    public override string Name => "warm";

    public override TransferDestination Destination => CallRig.Destination("300", "Workshop") with { Whisper = "A caller about an invoice.", AcceptKey = true };

    public override IEnumerable<MatrixCase> Cases(IReadOnlyList<int> codes, int crossings) =>
    [
        .. codes.Select((code, i) => Code(code, (code + i) % 3)), .. Screenings(), .. Enumerable.Range(0, crossings).Select(i => i % 2 == 0 ? CancelMeanwhile() : ByeMeanwhile()),
    ];

    private static IEnumerable<MatrixCase> Screenings()
    {
        yield return new("no key", (t, leg) => Do(() => t.AnswerWithVoice(leg)), "no_answer");
        yield return new("no key and no audio", (t, leg) => Do(() => leg.Answer(t.Voice.Sdp)), "no_answer");
        yield return new("declined by key", async (t, leg) =>
        {
            t.AnswerWithVoice(leg);
            await Task.Delay(800 + t.Next(400));
            t.Voice.Press('2');
        }, "declined");
        yield return new("killed while asked", async (t, leg) =>
        {
            t.AnswerWithVoice(leg);
            await Task.Delay(600 + t.Next(400));
            t.Voice.FallSilent();
            _ = t.Pbx.KillAsync();
        }, "no_answer")
        { Kills = true };
        yield return new("taken, then lost", async (t, leg) =>
        {
            t.AnswerWithVoice(leg);
            await Task.Delay(1_000);
            t.Voice.Press('1');
            await Task.Delay(700);
            t.Voice.FallSilent();
        }, "far_end_lost");
    }

    private static MatrixCase CancelMeanwhile() => new("cancel while asked", (t, leg) => Do(() => t.AnswerWithVoice(leg)), "cancelled", "taken_back")
    {
        Meanwhile = async t =>
        {
            await t.SomeTimeAsync(900);
            await t.CallOffAsync();
        },
        States = [TransferState.Cancelled, TransferState.TakenBack],
    };

    private static MatrixCase ByeMeanwhile() => new("hung up while asked", async (t, leg) =>
    {
        t.AnswerWithVoice(leg);
        await t.SomeTimeAsync(900);
        leg.HangUp();
    }, "no_answer");
}
