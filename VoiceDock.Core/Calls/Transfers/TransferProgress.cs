using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What a transfer shows of itself: its view and its attempts. Every change is shown to the call. On the call's actor.</summary>
internal sealed class TransferProgress
{
    private readonly ITransferHost _host;

    public TransferProgress(ITransferHost host, TransferPlan plan)
    {
        _host = host;
        var first = plan.Routes[0];
        Attempts = new TransferAttempts(() => Now);
        View = new TransferView
        {
            Id = Guid.CreateVersion7(host.Services.Time.GetUtcNow()),
            CallId = host.Call.Id,
            State = TransferState.Requested,
            Destination = plan.Order.Destination.Trim(),
            DestinationName = plan.Order.Name,
            Dialled = first.DialledUser,
            Message = string.IsNullOrEmpty(plan.Order.Message) ? null : plan.Order.Message,
            TrunkId = first.Trunk.Id,
            TrunkName = first.Trunk.Name,
            RequestedBy = plan.By,
            CreatedAt = Now,
        };
    }

    public TransferView View { get; private set; }

    public TransferAttempts Attempts { get; }

    /// <summary>The destination as the caller and the console know it.</summary>
    public string Name => View.DestinationName ?? View.Destination;

    private DateTime Now => _host.Services.Time.GetUtcNow().UtcDateTime;

    public void Set(TransferState state) => Set(v => v with { State = state });

    /// <summary>From now on over another trunk.</summary>
    public void Over(DialRoute route) => Set(v => v with { TrunkId = route.Trunk.Id, TrunkName = route.Trunk.Name, Dialled = route.DialledUser });

    public void Answered() => Set(v => v with { State = TransferState.Answered, AnsweredAt = Now, CallerWith = CallerWith.Destination });

    /// <summary>The final state, with why.</summary>
    public void End(TransferState state, TransferReason? reason, LegEnd? end, CallerWith with)
    {
        Attempts.End(state, reason?.Slug, end?.SipCode);
        Set(v => v with
        {
            State = state,
            Reason = reason?.Slug,
            SipCode = end?.SipCode,
            SipReason = end?.SipReason,
            Explanation = Explain(reason, end),
            CallerWith = with,
            EndedAt = Now,
        });
    }

    private string? Explain(TransferReason? reason, LegEnd? end)
    {
        var text = reason?.Explain($"Trunk '{View.TrunkName}'", View.Dialled ?? "", Name);
        if (end?.Detail is not { } detail)
            return text;
        return reason == TransferReasons.Redirected ? $"{text} It offered {detail}."
            : reason == TransferReasons.TlsFailed ? $"{text} {detail}."
            : reason == TransferReasons.NoCommonCodec ? $"{text} {detail}"
            : text;
    }

    private void Set(Func<TransferView, TransferView> change)
    {
        var next = change(View);
        View = next with { Attempts = Attempts.ToList(next.State) };
        _host.Show(View);
    }
}
