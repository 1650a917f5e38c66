using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What the parts of one transfer share. On the call's actor.</summary>
internal sealed class TransferScene
{
    public TransferScene(ITransferHost host, TransferPlan plan)
    {
        Host = host;
        Timers = new TransferTimers(host);
        Audio = new FarAudio(host, Timers);
        Progress = new TransferProgress(host, plan);
        Budget = new TransferBudget(host, Timers, plan.Steps);
    }

    public ITransferHost Host { get; }

    public TransferTimers Timers { get; }

    public FarAudio Audio { get; }

    public TransferProgress Progress { get; }

    public TransferBudget Budget { get; }

    /// <summary>A step was refused by rules or caps.</summary>
    public void NoteRefusal(TransferStep step, Error refusal) => Host.Services.NoteRefusal(Host.Call.Id, Progress.View.RequestedBy, step.Destination, refusal);
}
