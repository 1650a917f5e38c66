using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Examines what is typed and shows the report below the form.</summary>
public sealed partial class FormDoctor
{
    private ElementReference _card;
    private bool _isToShow;
    private Guid? _reportId;
    private DoctorReport? _report;
    private Error? _refusal;
    private bool _isStarting;

    [Parameter, EditorRequired]
    public TrunkInput Input { get; set; } = default!;

    /// <summary>The trunk being edited; null for a new one.</summary>
    [Parameter]
    public Trunk? Stored { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private DoctorStart Start { get; set; } = default!;

    /// <summary>Begins a run. Call it from the UI.</summary>
    /// <returns>What is wrong with the form's fields; null when it began, or when the reason is shown here.</returns>
    public async Task<Error?> RunAsync()
    {
        if (_isStarting)
            return null;
        _refusal = null;
        var subject = Desk.Of(Input, Stored);
        if (!subject.IsOk)
            return subject.Error;
        _isStarting = true;
        var begun = await Start.StartAsync(subject.Value);
        _isStarting = false;
        _refusal = begun?.Error;
        if (begun is { IsOk: true } result)
            (_reportId, _report, _isToShow) = (result.Value.Id, null, true);
        StateHasChanged();
        return null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isToShow)
            return;
        _isToShow = false;
        await _card.FocusAsync();
    }
}
