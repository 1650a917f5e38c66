using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Diagnostics;

namespace VoiceDock.Web.Overview;

/// <summary>How things are now, and what is missing before the first call.</summary>
public sealed partial class OverviewPage
{
    private const int MostReports = 50;

    private IReadOnlyList<ChecklistStep> _steps = [];
    private IReadOnlyList<Number> _numbers = [];
    private IReadOnlyList<DoctorReport> _reports = [];
    private bool _hasCalls;

    // An answered transfer proves a trunk better than a check; it also outlives a restart.
    private bool _hasConnected;

    [Inject]
    private CallFeed Calls { get; set; } = default!;

    [Inject]
    private CallHistory History { get; set; } = default!;

    [Inject]
    private Doctor Doctor { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private TrunkLights Lights { get; set; } = default!;

    [Inject]
    private NumberStore Numbers { get; set; } = default!;

    [Inject]
    private ISipStack Sip { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Notice(Follow(Calls.Subscribe(), Notice));
        Follow(Lights.Subscribe(), _ => { });
        Follow(Doctor.Subscribe(), Notice);
        _reports = (await Doctor.ListAsync(null, MostReports, Left)).With(_reports, MostReports);
        _numbers = await Numbers.ListAsync(Left);
        _hasCalls |= (await History.ListAsync(new CallQuery(Limit: 1), Left)).Total > 0;
        _hasConnected |= (await History.RecentTransfersAsync(DateTime.UnixEpoch, null, 20, Left)).Any(t => t.AnsweredAt is not null);
        Judge();
    }

    private void Notice(IReadOnlyList<DoctorReport> news)
    {
        _reports = _reports.With(news, MostReports);
        if (_steps.Count > 0)
            Judge();
    }

    private void Notice(IReadOnlyList<CallView> calls)
    {
        _hasCalls |= calls.Count > 0;
        _hasConnected |= calls.Any(c => c.Transfers.Any(t => t.AnsweredAt is not null));
        if (_steps.Count > 0)
            Judge();
    }

    private void Judge() => _steps = Checklist.Of(Trunks.All, _reports, _numbers, _hasCalls, _hasConnected, Sip.Address?.ToString());
}
