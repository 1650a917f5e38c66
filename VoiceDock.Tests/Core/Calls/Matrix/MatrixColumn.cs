using VoiceDock.Core.Assistants;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>How transfers are made in one column of the matrix, and what can go wrong there beside the rest.</summary>
internal abstract class MatrixColumn
{
    public abstract string Name { get; }

    /// <summary>What is asked for.</summary>
    public virtual TransferDestination Destination => Support.CallRig.Destination("200", "Reception");

    public virtual void Shape(TrunkInput trunk) => trunk.AfterHangup = "assistant";

    /// <summary>All cases, codes first.</summary>
    public abstract IEnumerable<MatrixCase> Cases(IReadOnlyList<int> codes, int crossings);

    /// <summary>A caller with the assistant.</summary>
    public virtual async Task<IMatrixCaller> CallAsync(InteropRig rig, Trunk trunk, string number, MatrixPbx pbx, MatrixVoice voice) =>
        new BridgedCaller(await rig.CallAsync(trunk, number));
}
