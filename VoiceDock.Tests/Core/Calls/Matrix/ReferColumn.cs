using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The caller's own PBX is asked to take the caller over, and nothing else is tried.</summary>
internal sealed class ReferColumn : MatrixColumn
{
    public override string Name => "refer";

    public override void Shape(TrunkInput trunk)
    {
        base.Shape(trunk);
        (trunk.TransferMethod, trunk.Username, trunk.Password) = ("refer", null, null);
    }

    public override IEnumerable<MatrixCase> Cases(IReadOnlyList<int> codes, int crossings) =>
    [
        .. codes.Select(Refused), .. codes.Select(Notified), .. TimeOuts(), .. Enumerable.Range(0, crossings).Select(_ => Crossing()),
    ];

    public override async Task<IMatrixCaller> CallAsync(InteropRig rig, Trunk trunk, string number, MatrixPbx pbx, MatrixVoice voice) =>
        await ReferredCaller.CallAsync(rig, number, pbx, voice);

    // 401 and 407 without a challenge are refusals like others.
    private static MatrixCase Refused(int code) => Case($"REFER gets {code}", "refer_failed", async (t, refer) =>
    {
        await t.SomeTimeAsync(20);
        t.Pbx.Phone.Reply(refer, $"{code} Whatever", null, t.Pbx.Phone.Contact);
    });

    private static MatrixCase Notified(int code) => Case($"NOTIFY says {code}", MatrixReasons.ForNotify(code), async (t, refer) =>
    {
        Accept(t, refer);
        await t.SomeTimeAsync(20);
        if (t.Next(2) == 0)
            Caller(t).Notify("180 Ringing", over: false);
        await t.SomeTimeAsync(20);
        Caller(t).Notify($"{code} Whatever", over: true);
    });

    private static IEnumerable<MatrixCase> TimeOuts()
    {
        yield return Case("no answer to the REFER", "refer_no_outcome", (_, _) => Task.CompletedTask);
        yield return Case("202 and silence", "refer_no_outcome", (t, refer) =>
        {
            Accept(t, refer);
            return Task.CompletedTask;
        });
        yield return Case("202 and the end without an outcome", "refer_no_outcome", (t, refer) =>
        {
            Accept(t, refer);
            Caller(t).Notify(null, over: true);
            return Task.CompletedTask;
        });
    }

    // The NOTIFY may overtake the 202.
    private static MatrixCase Crossing() => Case("NOTIFY and 202", "busy", async (t, refer) =>
    {
        var notifying = Task.Run(async () =>
        {
            await t.SomeTimeAsync(20);
            Caller(t).Notify("486 Busy Here", over: true);
        });
        await t.SomeTimeAsync(20);
        Accept(t, refer);
        await notifying;
    });

    private static void Accept(MatrixTry t, WireMessage refer) => t.Pbx.Phone.Reply(refer, "202 Accepted", null, t.Pbx.Phone.Contact);

    private static ReferredCaller Caller(MatrixTry t) => (ReferredCaller)t.Caller;

    private static MatrixCase Case(string name, string reason, Func<MatrixTry, WireMessage, Task> refer) =>
        new(name, (_, leg) => Task.FromResult(leg.Reply("500 Nobody Was To Be Called")), reason) { Refer = refer };
}
