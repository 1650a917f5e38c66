using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>One caller with the attendant.</summary>
internal sealed record InteropCall(InteropRig Rig, PracticeCaller Caller, HeardAudio Heard, Guid Id, Trunk Trunk, string Number) : IAsyncDisposable
{
    /// <summary>What the caller says to a phone, in Hz.</summary>
    private const double Tone = 1000;

    /// <summary>Orders the transfer to extension 200 and waits until it is over or has reached a state.</summary>
    public async Task<CallView> TransferAsync(TransferState until, string destination = "200")
    {
        var transfer = await Rig.Core.TransferAsync(Id, destination);
        return await Rig.Core.UntilAsync(c => c.Id == Id && c.Transfers.Any(t => t.Id == transfer.Id && t.State == until));
    }

    /// <summary>The caller hangs up; everything of the call goes.</summary>
    public async Task EndAsync()
    {
        Caller.HangUp();
        await Rig.NothingLeftAsync();
    }

    /// <summary>A test that failed leaves no call behind to disturb the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        Caller.HangUp();
        await Rig.Core.Desk.EndAsync(Id, null, CallRig.Operator);
    }

    public Task HearsAsync(double hz, int since = 0) => Eventually.TrueAsync(() => Heard.Has(hz, since), () => $"the caller hears {hz} Hz: {Ears(since)}");

    /// <summary>Back with the attendant, who says by three falling tones that it did not work.</summary>
    public Task HearsFailureAsync(int since) =>
        Eventually.TrueAsync(() => Heard.HasInOrder(since, InteropRig.Falling), () => $"the caller hears the three falling tones: {Ears(since)}");

    /// <summary>Transfers the caller, who says a tone, to a phone that answers by itself; back when each hears the other.</summary>
    /// <param name="calls">How many calls the phone has had then.</param>
    public async Task<CallView> ConnectAsync(BaresipPhone phone, int calls = 1)
    {
        Caller.Say(new ToneSource(Tone));
        var before = Heard.Now;
        var connected = await TransferAsync(TransferState.Connected);
        await phone.UntilAsync("CALL_ESTABLISHED", calls);
        await HearsAsync(BaresipPhone.Tone, before);
        await phone.HearsAsync(Tone);
        return connected;
    }

    /// <summary>Waits until a message of the call, theirs or ours, has all of these words in it.</summary>
    public Task SaidAsync(bool byUs, params string[] words) => Eventually.AskedAsync(
        async () => (await MessagesAsync()).Any(m => m.Sent == byUs && Array.TrueForAll(words, w => m.Text.Contains(w, StringComparison.Ordinal))),
        $"{(byUs ? "we say" : "they say")} {string.Join(" and ", words)}");

    private async Task<IReadOnlyList<TraceMessage>> MessagesAsync() =>
        (await Rig.Core.Get<CallTraces>().FindAsync(Id, TestContext.Current.CancellationToken))?.Messages ?? [];

    private string Ears(int since) => Heard.Describe(since, 220, 350, 425, 440, 660, 880, 1175, BaresipPhone.Tone, Tone);
}
