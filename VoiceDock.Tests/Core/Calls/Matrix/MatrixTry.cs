using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>One try of one case: its chance, its PBX, its caller.</summary>
internal sealed class MatrixTry(InteropRig rig, MatrixPbx pbx, IMatrixCaller caller, MatrixVoice voice, int seed)
{
    private readonly Random _random = new(seed);

    public MatrixPbx Pbx => pbx;

    public IMatrixCaller Caller => caller;

    public MatrixVoice Voice => voice;

    public int Next(int below)
    {
        lock (_random) return _random.Next(below);
    }

    /// <summary>Waits a random time.</summary>
    /// <param name="most">Milliseconds.</param>
    public Task SomeTimeAsync(int most) => Task.Delay(Next(most + 1));

    /// <summary>Answers with the destination's audio, which is heard from now on.</summary>
    public void AnswerWithVoice(MatrixLeg leg)
    {
        voice.Talk(leg.Invite.Body, new ToneSource(1_000));
        leg.Answer(voice.Sdp);
    }

    /// <summary>An operator calls the transfer off, or takes the caller back where it is too late for that.</summary>
    public async Task CallOffAsync()
    {
        var cancelled = await rig.Core.Desk.CancelTransferAsync(caller.Id, null, CallRig.Operator);
        if (!cancelled.IsOk)
            await rig.Core.Desk.TakeBackAsync(caller.Id, null, CallRig.Operator);
    }
}
