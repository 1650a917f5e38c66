using System.Net;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>Every trunk is at one loopback address.</summary>
internal sealed class FakeSipStack : ISipStack
{
    public IPEndPoint? Address => new(IPAddress.Loopback, 5060);

    public ICallLine? Place(Guid callId, DialPlan plan, Action<LegEvent> events) => null;

    public void Drain()
    {
    }

    public ValueTask<Result<IReadOnlyList<IPEndPoint>>> ResolveAsync(Trunk trunk, CancellationToken cancellation) =>
        ValueTask.FromResult(new Result<IReadOnlyList<IPEndPoint>>([new IPEndPoint(IPAddress.Loopback, trunk.EffectivePort)]));
}
