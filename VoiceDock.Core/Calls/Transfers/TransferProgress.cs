using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What a transfer shows of itself: its view and its attempts. Every change is shown to the call. On the call's actor.</summary>
internal sealed class TransferProgress
{
    private readonly ITransferHost _host;
    private readonly TransferStep _first;

    public TransferProgress(ITransferHost host, TransferPlan plan)
    {
        _host = host;
        var first = _first = plan.Steps[0];
        var trunk = first.Refer?.Trunk ?? first.Routes[0].Trunk;
        Attempts = new TransferAttempts(() => Now);
        View = new TransferView
        {
            Id = Guid.CreateVersion7(host.Services.Time.GetUtcNow()),
            CallId = host.Call.Id,
            State = TransferState.Requested,
            Destination = plan.Order.Destination.Trim(),
            DestinationName = first.Name,
            Method = first.Refer is null ? TransferMethod.Bridge : TransferMethod.Refer,
            Dialled = first.Refer?.DialledUser ?? first.Routes[0].DialledUser,
            Message = string.IsNullOrEmpty(plan.Order.Message) ? null : plan.Order.Message,
            TrunkId = trunk.Id,
            TrunkName = trunk.Name,
            RequestedBy = plan.By,
            CreatedAt = Now,
        };
        Name = first.Name ?? View.Destination;
    }

    public TransferView View { get; private set; }

    public TransferAttempts Attempts { get; }

    /// <summary>The destination that is tried, as the caller and the console know it.</summary>
    public string Name { get; private set; }

    private DateTime Now => _host.Services.Time.GetUtcNow().UtcDateTime;

    public void Set(TransferState state) => Set(v => v with { State = state });

    /// <summary>From now on to this destination over this trunk.</summary>
    public void Over(TransferStep step, DialRoute route) => Reach(step, TransferMethod.Bridge, route.Trunk, route.DialledUser);

    /// <summary>From now on the caller's PBX is asked.</summary>
    public void By(TransferStep step, ReferRoute route) => Reach(step, TransferMethod.Refer, route.Trunk, route.DialledUser);

    /// <summary>The caller and the destination hear each other.</summary>
    public void Joined() => Set(v => v with { State = TransferState.Answered, AnsweredAt = Now, CallerWith = CallerWith.Destination });

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

    private void Reach(TransferStep step, TransferMethod method, Trunk trunk, string dialled)
    {
        Name = step.Name ?? step.Destination;
        // Whoever is tried now, under its own name. Shown with the state that follows.
        var name = step.Name ?? (ReferenceEquals(step, _first) ? null : step.Destination);
        View = View with { DestinationName = name, Method = method, TrunkId = trunk.Id, TrunkName = trunk.Name, Dialled = dialled };
    }

    private void Set(Func<TransferView, TransferView> change)
    {
        var next = change(View);
        View = next with { Attempts = Attempts.ToList(next.State) };
        _host.Show(View);
    }
}
