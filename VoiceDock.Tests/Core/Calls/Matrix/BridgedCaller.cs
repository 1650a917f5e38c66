using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>A caller from elsewhere than the PBX that is called.</summary>
internal sealed class BridgedCaller(InteropCall call) : IMatrixCaller
{
    public Guid Id => call.Id;

    public HeardAudio Heard => call.Heard;

    public bool IsDropped => call.Caller.Over.IsCompleted;

    public async Task HangUpAsync()
    {
        call.Caller.HangUp();
        await call.Caller.Over.WaitAsync(CallRig.Patience);
    }

    public ValueTask DisposeAsync() => call.DisposeAsync();
}
