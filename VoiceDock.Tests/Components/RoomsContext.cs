using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Presets;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Components.Diagnostics;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Diagnostics;

namespace VoiceDock.Tests.Components;

/// <summary>A page over the real rooms of trunks, numbers and assistants on a file of its own; only the network is played.</summary>
public abstract class RoomsContext : ConsoleContext
{
    private readonly DomainRooms _rooms;

    protected RoomsContext()
    {
        _rooms = new DomainRooms(more: (services, configuration) =>
            services.AddDiagnostics(configuration).AddSingleton<ISipProbe>(Pbx).AddSingleton<ITrunkTargets>(Pbx)
                .AddSingleton<ICallProbe>(new PlayedCalls()).AddSingleton<IDialRehearsal>(Rehearsal).AddSingleton<TransferPlanner>().AddSingleton<TrunkLoad>());
        Services.AddSingleton(_rooms.Trunks).AddSingleton(_rooms.TrunkDirectory).AddSingleton(_rooms.Credentials);
        Services.AddSingleton(_rooms.Numbers).AddSingleton(_rooms.NumberDirectory).AddSingleton(_rooms.Assistants).AddSingleton(_rooms.AssistantDirectory);
        Services.AddSingleton(_rooms.Storage.Get<TrunkLights>()).AddSingleton(_rooms.Storage.Get<AssistantRules>());
        Services.AddSingleton(_rooms.Storage.Get<IValidator<TrunkInput>>()).AddSingleton(_rooms.Storage.Get<IValidator<AssistantInput>>());
        Services.AddSingleton(_rooms.Storage.Get<SpeechModelStore>()).AddSingleton(_rooms.Storage.Get<SpeechModelDirectory>());
        Services.AddSingleton(_rooms.Storage.Get<WebhookStore>()).AddSingleton(_rooms.Storage.Get<WebhookDirectory>()).AddSingleton(_rooms.Storage.Get<WebhookTester>());
        Services.AddSingleton(_rooms.Storage.Get<DeliveryBook>()).AddSingleton(_rooms.Storage.Get<DeliveryBell>());
        Services.AddSingleton<IValidator<NumberInput>>(new NumberRules());
        Services.AddSingleton(_rooms.Storage.Get<TollMeter>()).AddSingleton(_rooms.Storage.Get<TollWatch>()).AddSingleton(_rooms.Storage.Get<CompanyDays>());
        Services.AddSingleton(_rooms.Storage.Databases).AddSingleton<CallFeed>().AddSingleton<CallJournal>().AddSingleton<CallHistory>().AddSingleton<TrunkLoad>();
        Services.AddSingleton<ITrunkProbe>(Probe).AddSingleton(p => new TrunkChecker(Probe, p.GetRequiredService<TrunkLights>(), _rooms.Storage.Get<TrunkFingerprints>(), _rooms.Storage.Get<Permits>(), _rooms.Storage.Get<AuditLog>())).AddSingleton<IPbxSides>(new PlayedSides());
        Services.AddSingleton<IDialRehearsal>(Rehearsal).AddSingleton(new TrunkRules()).AddSingleton<VoiceDock.Web.Trunks.RehearsalDesk>();
        Services.AddSingleton(_rooms.Storage.Get<Doctor>()).AddSingleton(_rooms.Storage.Get<DoctorSubjects>()).AddDoctorPages();
    }

    protected PlayedProbe Probe { get; } = new();

    protected PlayedRehearsal Rehearsal { get; } = new();

    /// <summary>Whom the doctor examines.</summary>
    protected PlayedPbx Pbx { get; } = new();

    protected Doctor Doctor => _rooms.Storage.Get<Doctor>();

    protected DoctorSubjects Subjects => _rooms.Storage.Get<DoctorSubjects>();

    protected TrunkStore Trunks => _rooms.Trunks;

    protected NumberStore Numbers => _rooms.Numbers;

    protected AssistantStore Assistants => _rooms.Assistants;

    protected async Task<Trunk> MakeTrunkAsync(string name = "Office PBX", string host = "192.168.1.100") =>
        (await Trunks.CreateAsync(TrunkSamples.Office(name, host), TrunkSamples.Ann)).Value;

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        // As the host does: a run that still stores its report would find its folder gone.
        await ((IHostedService)Doctor).StopAsync(CancellationToken.None);
        _rooms.Dispose();
    }

    /// <summary>Answers checks as it is told, and remembers what it was asked.</summary>
    protected sealed class PlayedProbe : ITrunkProbe
    {
        public List<TrunkCheckSettings> Asked { get; } = [];

        public Func<TrunkCheckSettings, TrunkCheckResult> Answer { get; set; } = s => TrunkCheckWords.Answered(s, 200, "OK", "Asterisk", TimeSpan.FromMilliseconds(12));

        public Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct)
        {
            Asked.Add(settings);
            return Task.FromResult(Answer(settings));
        }
    }

    /// <summary>Writes down what it was asked for, and shows what it is told.</summary>
    protected sealed class PlayedRehearsal : IDialRehearsal
    {
        public List<DialWish> Asked { get; } = [];

        public Func<DialWish, DialRehearsal> Answer { get; set; } = w => new DialRehearsal([new(DialStep.Number, DialVerdict.Ok, "ok", $"{w.Destination} is dialled.")]) { Invite = "INVITE sip:x\r\n\r\n" };

        public ValueTask<DialRehearsal> RehearseAsync(DialWish wish, CancellationToken cancellation)
        {
            Asked.Add(wish);
            return new(Answer(wish));
        }
    }

    private sealed class PlayedSides : IPbxSides
    {
        public PbxSide Of(string? host, string? username, TrunkTransport transport) => new("198.51.100.7", 5060, "20000-29999", username);
    }
}
