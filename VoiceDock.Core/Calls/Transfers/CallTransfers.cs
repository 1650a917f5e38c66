using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The transfers of one call, at most one at a time: takes the commands and hands the caller on or back. On the call's actor.</summary>
internal sealed class CallTransfers(CallActor call, Assistant assistant, CallServices services) : ITransferHost
{
    private TransferRun? _run;

    public CallServices Services => services;

    public ICallLine Line => call.Line;

    public IAssistantSession Assistant => call.Session;

    public CallView Call => call.View;

    public string? ShownNumber => call.View.Caller;

    public string? ShownName => call.View.CallerName;

    /// <summary>A destination is being reached or has the caller.</summary>
    public bool IsRunning => _run is not null;

    /// <summary>The destination's leg while there is one.</summary>
    public ICallLeg? Far => _run?.Far;

    public void Post(Action work) => call.Post(work);

    public ICallLeg? Dial(DialPlan plan) => call.Line.Dial(plan);

    /// <summary>True when the event was of a leg of the running transfer.</summary>
    public bool On(LegEvent e) => _run is not null && _run.On(e);

    /// <summary>Starts a transfer, or finds the one that is the same wish. <paramref name="answer"/> is called once, on the actor.</summary>
    public void Start(TransferOrder order, Actor by, Action<Result<TransferView>> answer)
    {
        if (!call.TakesCommands)
        {
            answer(CallErrors.NotActive);
            return;
        }
        var repeat = TransferRepeat.Find(Call, order, call.Now, TimeSpan.FromSeconds(services.Options.RepeatSeconds));
        if (repeat is not null)
        {
            answer(repeat);
            return;
        }
        if (Call.ActiveTransfer is { } running)
        {
            answer(TransferErrors.InProgress(running));
            return;
        }
        Begin(order, by, answer);
    }

    /// <summary>The assistant's own wish: a refusal is told to the caller.</summary>
    /// <param name="index">Of the assistant's destinations.</param>
    public void StartForAssistant(int index)
    {
        if (Call.State != CallState.InProgress || index < 0 || index >= assistant.Destinations.Count)
            return;
        var chosen = assistant.Destinations[index];
        var by = new Actor(ActorType.Assistant, assistant.Id.ToString(), assistant.Name);
        Start(new TransferOrder(chosen.Number, chosen.Message, chosen.Description), by, result =>
        {
            if (result.Error is { } error)
                RefusedForAssistant(chosen.Description, error);
        });
    }

    public Result<TransferView> Cancel(Guid? transferId, Actor by)
    {
        if (!Call.State.IsActive())
            return CallErrors.NotActive;
        if (Running(transferId) is not { CanCancel: true } run)
            return TransferErrors.NoActiveTransfer;
        return run.IsInOtherHands ? TransferErrors.InOtherHands : run.Cancel(by);
    }

    /// <summary>Takes the caller back from the destination. Asked again with the id of the transfer that was just taken back, it is a harmless repeat.</summary>
    public Result<TransferView> TakeBack(Guid? transferId, Actor by)
    {
        if (!call.TakesCommands)
            return CallErrors.NotActive;
        if (Running(transferId) is { CanTakeBack: true } run)
            return run.TakeBack(by);
        return Call.Transfers.LastOrDefault() is { State: TransferState.TakenBack } last && last.Id == transferId ? last : TransferErrors.NothingToTakeBack;
    }

    /// <summary>The caller's leg is over, or about to be.</summary>
    public void CallerGone(CallEnd? end = null)
    {
        _run?.CallerGone(end);
        _run = null;
    }

    void ITransferHost.Show(TransferView transfer) => call.Show(transfer);

    void ITransferHost.Over(TransferEnd end)
    {
        var run = _run;
        _run = null;
        if (run is not null)
            call.TakeOver(end);
    }

    private TransferRun? Running(Guid? transferId) => _run is not null && (transferId is null || transferId == _run.View.Id) ? _run : null;

    private void Begin(TransferOrder order, Actor by, Action<Result<TransferView>> answer)
    {
        if (services.Drain.IsDraining)
        {
            answer(CallErrors.Draining);
            return;
        }
        var budget = services.Budget.TryTake(Call.Id);
        if (!budget.Admitted)
        {
            answer(ControlBudget.Exhausted(budget));
            return;
        }
        var plan = services.Planner.Plan(Call, order, by, assistant.Destinations);
        if (!plan.IsOk)
        {
            services.Budget.GiveBack(Call.Id);
            services.NoteRefusal(Call.Id, by, order.Destination, plan.Error);
            answer(plan.Error);
            return;
        }
        _run = new TransferRun(this, plan.Value);
        _run.Start(answer);
    }

    private void RefusedForAssistant(string name, Error error)
    {
        // A second key pressed while the first one's transfer begins changes nothing.
        if (Call.ActiveTransfer is not null)
            return;
        services.Log.LogInformation("Call {CallId}: the assistant's transfer was refused: {Code}", Call.Id, error.Code);
        var reason = TransferRefusals.Spoken(error);
        Assistant.Resume(new TransferOutcome(name, reason.Slug, error.Message, reason.Speak(name), ByAssistant: true));
    }
}
