using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>One way a transfer can fail.</summary>
/// <param name="Name">For the report of a failure.</param>
/// <param name="Play">What the PBX does with each INVITE of it.</param>
/// <param name="Reasons">What it may end with; a crossing has more than one right end.</param>
internal sealed record MatrixCase(string Name, Func<MatrixTry, MatrixLeg, Task> Play, params string?[] Reasons)
{
    /// <summary>What the PBX does with a REFER and what it tells after.</summary>
    public Func<MatrixTry, Sip.Peers.WireMessage, Task>? Refer { get; init; }

    /// <summary>What happens before the transfer is ordered.</summary>
    public Func<MatrixTry, Task>? Before { get; init; }

    /// <summary>What an operator does meanwhile.</summary>
    public Func<MatrixTry, Task>? Meanwhile { get; init; }

    /// <summary>The PBX is gone afterwards: it gets a line of its own.</summary>
    public bool Kills { get; init; }

    public IReadOnlyList<TransferState> States { get; init; } = [TransferState.Failed];
}
