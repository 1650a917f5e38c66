using VoiceDock.Tests.Interop;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>What <see cref="NetworkCutTests"/> runs inside the namespace; never by itself.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Inside")]
public sealed class InOwnNetworkTests(FailureMatrixTests.Rig rig, ITestOutputHelper output) : IClassFixture<FailureMatrixTests.Rig>
{
    [Fact(Explicit = true)]
    public Task Bridge_Cut() => MatrixRun.RunAsync(rig, new CutColumn(new BridgeColumn()), [], 0, output);

    [Fact(Explicit = true)]
    public Task Warm_Cut() => MatrixRun.RunAsync(rig, new CutColumn(new WarmColumn()), [], 0, output);

    [Fact(Explicit = true)]
    public Task Refer_Cut() => MatrixRun.RunAsync(rig, new CutColumn(new ReferColumn()), [], 0, output);
}
