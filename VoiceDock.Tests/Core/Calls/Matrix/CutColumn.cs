using VoiceDock.Core.Assistants;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The network between us and the PBX is cut in each state of a transfer of another column.</summary>
internal sealed class CutColumn(MatrixColumn way) : MatrixColumn
{
    public override string Name => $"{way.Name}, network cut";

    public override TransferDestination Destination => way.Destination;

    public override void Shape(TrunkInput trunk) => way.Shape(trunk);

    public override Task<IMatrixCaller> CallAsync(InteropRig rig, Trunk trunk, string number, MatrixPbx pbx, MatrixVoice voice) =>
        way.CallAsync(rig, trunk, number, pbx, voice);

    public override IEnumerable<MatrixCase> Cases(IReadOnlyList<int> codes, int crossings) => way switch
    {
        ReferColumn => Refers(),
        WarmColumn => [Cut("asked", "no_answer", (t, leg) => t.AnswerWithVoice(leg), after: 900)],
        _ => Bridges(),
    };

    private static IEnumerable<MatrixCase> Bridges()
    {
        yield return Before("trunk_timeout");
        yield return Cut("trying", "trunk_timeout", (_, leg) => leg.Reply("100 Trying"));
        yield return Cut("ringing", "no_answer", (_, leg) => leg.Reply("180 Ringing"));
        yield return Cut("answered", "no_media", (t, leg) => leg.Answer(t.Voice.Sdp));
        yield return Cut("connected", "far_end_lost", (t, leg) => t.AnswerWithVoice(leg), after: 700);
        yield return new("cut with the answer under way", async (t, leg) =>
        {
            leg.Reply("180 Ringing");
            await NetworkCut.OffAsync(t.Pbx.Port);
            leg.Answer(t.Voice.Sdp);
        }, "no_answer")
        { Kills = true };
    }

    // The caller's audio is not cut: it is about the PBX's signalling.
    private static IEnumerable<MatrixCase> Refers()
    {
        yield return Before("refer_no_outcome");
        yield return new("cut after the 202", (_, _) => Task.CompletedTask, "refer_no_outcome")
        {
            Kills = true,
            Refer = async (t, refer) =>
            {
                t.Pbx.Phone.Reply(refer, "202 Accepted", null, t.Pbx.Phone.Contact);
                await Task.Delay(t.Next(100));
                await NetworkCut.OffAsync(t.Pbx.Port);
            },
        };
    }

    private static MatrixCase Before(string reason) => new("cut before", (_, _) => Task.CompletedTask, reason)
    {
        Kills = true,
        Refer = (_, _) => Task.CompletedTask,
        Before = t => NetworkCut.OffAsync(t.Pbx.Port),
    };

    private static MatrixCase Cut(string state, string reason, Action<MatrixTry, MatrixLeg> until, int after = 0) => new($"cut while {state}", async (t, leg) =>
    {
        until(t, leg);
        await Task.Delay(after + t.Next(200));
        await NetworkCut.OffAsync([t.Pbx.Port, .. t.Voice.Ports]);
    }, reason)
    { Kills = true };
}
