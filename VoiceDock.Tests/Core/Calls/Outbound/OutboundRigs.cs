using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Outbound;

/// <summary>Calls that the rig places.</summary>
internal static class OutboundRigs
{
    /// <summary>A call that must be taken.</summary>
    public static async Task<CallView> PlaceAsync(this CallRig rig, OutboundOrder order)
    {
        var placed = await rig.Get<OutboundDesk>().PlaceAsync(order, CallRig.Operator);
        Assert.True(placed.IsOk, placed.Error?.ToString());
        return placed.Value;
    }

    /// <summary>The code of the refusal.</summary>
    public static async Task<string?> RefusalAsync(this CallRig rig, OutboundOrder order) =>
        (await rig.Get<OutboundDesk>().PlaceAsync(order, CallRig.Operator)).Error?.Code;

    public static Task<CallView> UntilOverAsync(this CallRig rig, Guid callId) => rig.UntilAsync(c => c.Id == callId && !c.State.IsLive());
}
