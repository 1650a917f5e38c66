using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What a transfer needs of the call it belongs to. All on the call's actor.</summary>
internal interface ITransferHost : IDialHost
{
    ICallLine Line { get; }

    IAssistantSession Assistant { get; }

    /// <summary>The transfer changed.</summary>
    void Show(TransferView transfer);

    /// <summary>The transfer is final; the caller is the call's business again.</summary>
    void Over(TransferEnd end);
}

/// <summary>What the end of a transfer means for the call.</summary>
/// <param name="EndsCall">Set when the conversation is over.</param>
/// <param name="Outcome">What the assistant is told that has the caller back; null with <paramref name="EndsCall"/>.</param>
internal readonly record struct TransferEnd(CallEnd? EndsCall, TransferOutcome? Outcome);
