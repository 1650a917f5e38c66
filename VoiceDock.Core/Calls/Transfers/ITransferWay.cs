using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>One way of reaching a step's destination. What comes of it is told to an <see cref="IWayEvents"/>, once. On the call's actor.</summary>
internal interface ITransferWay : IDisposable
{
    /// <summary>The trunk that is used now.</summary>
    Trunk Trunk { get; }

    /// <summary>The leg of the destination while it is being reached; null by REFER.</summary>
    ICallLeg? Leg { get; }

    /// <summary>Whether the destination can still be called off.</summary>
    bool CanCancel { get; }

    /// <summary>Takes what the way needs until it is disposed. What refuses it: a limit or cap of the trunk, or rules that have changed since the plan was made; null: nothing.</summary>
    Error? Reserve();

    /// <summary>Notes in the transfer's attempts that this way was refused.</summary>
    void NoteRefused(Error refusal);

    /// <summary>Does what takes time and nobody notices, while the caller still hears the announcement.</summary>
    void Prepare();

    /// <summary>Reaches for the destination.</summary>
    void Begin();

    /// <summary>True when the event was of this way.</summary>
    bool On(LegEvent e);

    /// <summary>The time for it is up, or nobody wants it any more: ends its leg. Nothing more is told.</summary>
    void GiveUp();
}

/// <summary>What becomes of an <see cref="ITransferWay"/>.</summary>
internal interface IWayEvents
{
    /// <summary>The destination's leg is up.</summary>
    void Answered(ICallLeg leg);

    /// <summary>The caller is with the destination, and no longer ours.</summary>
    void HandedOver();

    /// <summary>The destination was not reached.</summary>
    void Failed(TransferReason reason, LegEnd? end);

    /// <summary>The PBX does not do what was asked for: another way may.</summary>
    void NotPossible(TransferReason reason, LegEnd? end);

    /// <summary>The caller's PBX has ended our call with the caller, and nobody said what became of the destination.</summary>
    void CallerTaken();
}
