using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>A second leg by INVITE.</summary>
internal class BridgeColumn : MatrixColumn
{
    public override string Name => "bridge";

    public override IEnumerable<MatrixCase> Cases(IReadOnlyList<int> codes, int crossings) =>
    [
        .. codes.Select((code, i) => Code(code, (code + i) % 3)), .. TimeOuts(), .. Kills(),
        .. Enumerable.Range(0, crossings).Select(i => Crossing(i % 6)),
    ];

    /// <param name="before">0: nothing; 1: 100 and 180; 2: 183.</param>
    public static MatrixCase Code(int code, int before) => new($"{code} after {before switch { 0 => "nothing", 1 => "180", _ => "183" }}", async (t, leg) =>
    {
        if (before == 1)
            leg.Reply("100 Trying");
        await t.SomeTimeAsync(10);
        if (before > 0)
            leg.Reply(before == 1 ? "180 Ringing" : "183 Session Progress");
        await t.SomeTimeAsync(20);
        leg.Reply($"{code} Whatever", code is 401 or 407 && t.Next(2) == 0 ? Challenge(code) : "");
    }, MatrixReasons.For(code, rang: before > 0));

    private static IEnumerable<MatrixCase> TimeOuts()
    {
        yield return new("no answer at all", (_, _) => Task.CompletedTask, "trunk_timeout");
        yield return new("100 only", (t, leg) => UntilCancelledAsync(t, leg, "100 Trying"), "trunk_timeout");
        yield return new("rings for ever", (t, leg) => UntilCancelledAsync(t, leg, "180 Ringing"), "no_answer");
        yield return new("the budget of dialling", async (_, leg) =>
        {
            leg.Reply("100 Trying");
            await Task.Delay(4_000);
            leg.Reply("180 Ringing");
        }, "no_answer");
        yield return new("no audio after the answer", (t, leg) => Do(() => leg.Answer(t.Voice.Sdp)), "no_media");
        yield return new("audio that ends", async (t, leg) =>
        {
            t.AnswerWithVoice(leg);
            await Task.Delay(500);
            t.Voice.FallSilent();
        }, "far_end_lost");
        yield return new("an answer without a description", (t, leg) => Do(() => leg.Reply("200 OK")), "no_common_codec");
        yield return new("the answer crosses our giving up", async (t, leg) =>
        {
            leg.Reply("180 Ringing");
            await leg.Cancelled.Task;
            leg.Answer(t.Voice.Sdp);
        }, "no_answer");
    }

    private static IEnumerable<MatrixCase> Kills()
    {
        // Without its 100 the INVITE is sent again, and the closed port refuses it.
        yield return Kill("trying", ["trunk_timeout", "trunk_unreachable"], (_, leg) => leg.Reply("100 Trying"));
        yield return Kill("ringing", ["no_answer"], (_, leg) => leg.Reply("180 Ringing"));
        yield return Kill("answered", ["no_media"], (t, leg) => leg.Answer(t.Voice.Sdp));
        yield return Kill("connected", ["far_end_lost"], (t, leg) => t.AnswerWithVoice(leg), speaks: true);
    }

    private static MatrixCase Kill(string state, string[] reasons, Action<MatrixTry, MatrixLeg> until, bool speaks = false) => new($"killed while {state}", async (t, leg) =>
    {
        until(t, leg);
        await Task.Delay(speaks ? 500 : t.Next(200));
        t.Voice.FallSilent();
        _ = t.Pbx.KillAsync();
    }, reasons)
    { Kills = true };

    // An operator, the answer and the destination's BYE meet at random moments.
    private static MatrixCase Crossing(int kind) => kind switch
    {
        0 => CalledOff("cancel and 200", async (t, leg) =>
        {
            leg.Reply("180 Ringing");
            await t.SomeTimeAsync(60);
            leg.Answer(t.Voice.Sdp);
        }),
        1 => CalledOff("cancel and 486", async (t, leg) =>
        {
            leg.Reply("180 Ringing");
            await t.SomeTimeAsync(60);
            leg.Reply("486 Busy Here");
        }, "busy"),
        2 => CalledOff("cancel, and the 200 all the same", async (t, leg) =>
        {
            leg.Reply("180 Ringing");
            await leg.Cancelled.Task;
            leg.Answer(t.Voice.Sdp);
        }),
        3 => CalledOff("cancel before anything was said", async (t, leg) =>
        {
            await t.SomeTimeAsync(80);
            leg.Reply("180 Ringing");
            await t.SomeTimeAsync(20);
            leg.Answer(t.Voice.Sdp);
        }),
        4 => CalledOff("cancel, 200 and BYE", async (t, leg) =>
        {
            await t.SomeTimeAsync(40);
            t.AnswerWithVoice(leg);
            await t.SomeTimeAsync(20);
            leg.HangUp();
        }, (string?)null),
        _ => new("200 and BYE", async (t, leg) =>
        {
            t.AnswerWithVoice(leg);
            await t.SomeTimeAsync(20);
            leg.HangUp();
        }, (string?)null)
        { States = [TransferState.Completed] },
    };

    private static MatrixCase CalledOff(string name, Func<MatrixTry, MatrixLeg, Task> play, params string?[] others) => new(name, play, ["cancelled", "taken_back", .. others ?? [(string?)null]])
    {
        Meanwhile = async t =>
        {
            await t.SomeTimeAsync(80);
            await t.CallOffAsync();
        },
        States = [TransferState.Cancelled, TransferState.TakenBack, .. others is { Length: 0 } ? Array.Empty<TransferState>() : [TransferState.Failed, TransferState.Completed]],
    };

    // Some phones forget the 487 to the INVITE.
    private static async Task UntilCancelledAsync(MatrixTry t, MatrixLeg leg, string status)
    {
        leg.Reply(status);
        await leg.Cancelled.Task;
        if (t.Next(2) == 0)
            leg.Reply("487 Request Terminated");
    }

    protected static Task Do(Action what)
    {
        what();
        return Task.CompletedTask;
    }

    private static string Challenge(int code) =>
        $"{(code == 401 ? "WWW" : "Proxy")}-Authenticate: Digest realm=\"pbx\", nonce=\"{Guid.NewGuid():N}\", algorithm=SHA-256, qop=\"auth\"";
}
