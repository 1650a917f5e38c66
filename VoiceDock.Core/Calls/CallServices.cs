using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Meters;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Speech;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Core.Calls;

/// <summary>What every call's actor shares.</summary>
internal sealed class CallServices(
    TimeProvider time,
    IOptions<CallOptions> options,
    CallFeed feed,
    CallDirectory calls,
    CallJournal journal,
    IAssistantSessions assistants,
    TransferPlanner planner,
    ISipStack sip,
    TrunkLoad load,
    TrunkLights lights,
    TargetMemory targets,
    ControlBudget budget,
    CallTraces traces,
    ISpeech speech,
    ReferRecord refers,
    TollMeter toll,
    AuditLog audit,
    CallDrain drain,
    CallMeters meters,
    IEnumerable<ICallTools> tools,
    IEnumerable<ICallOutbox> outbox,
    IEnumerable<ICallArrivals> arrivals,
    ILogger<CallActor> log)
{
    public TimeProvider Time => time;

    public CallOptions Options => options.Value;

    public CallFeed Feed => feed;

    public CallDirectory Calls => calls;

    public CallJournal Journal => journal;

    public IAssistantSessions Assistants => assistants;

    public TransferPlanner Planner => planner;

    public ISipStack Sip => sip;

    public TrunkLoad Load => load;

    public TrunkLights Lights => lights;

    public TargetMemory Targets => targets;

    public ControlBudget Budget => budget;

    public CallTraces Traces => traces;

    public ISpeech Speech => speech;

    public ReferRecord Refers => refers;

    public TollMeter Toll => toll;

    public AuditLog Audit => audit;

    public CallDrain Drain => drain;

    public CallMeters Meters => meters;

    /// <summary>Null where nothing calls tools.</summary>
    public ICallTools? Tools { get; } = tools.FirstOrDefault();

    /// <summary>Null where nobody is told of calls.</summary>
    public ICallOutbox? Outbox { get; } = outbox.FirstOrDefault();

    /// <summary>Null where nobody is asked who answers.</summary>
    public ICallArrivals? Arrivals { get; } = arrivals.FirstOrDefault();

    public ILogger Log => log;
}
