using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Begins a run; its report is a page of its own.</summary>
public sealed partial class ExamineForm
{
    private const string AnAddress = "address";

    private string _whom = AnAddress;
    private string _address = "";
    private string _transport = WireName.Of(TrunkTransport.Udp);
    private Error? _refusal;
    private bool _isStarting;

    /// <summary>The trunk or address to begin with, as in a link; null: the first trunk.</summary>
    [Parameter]
    public Guid? TrunkId { get; set; }

    [Parameter]
    public string? Address { get; set; }

    [Parameter]
    public string? Transport { get; set; }

    [Inject]
    private DoctorDesk Desk { get; set; } = default!;

    [Inject]
    private DoctorStart Start { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? Problem => _refusal.ProblemOf("address") is { } what ? Forms(what) : _refusal.ProblemOf("host") is { } host ? Forms(host) : null;

    protected override void OnInitialized()
    {
        if (Address is not null)
            (_address, _transport) = (Address, WireName.TryParse<TrunkTransport>(Transport, out var known) ? WireName.Of(known) : _transport);
        else if (Desk.Trunk(TrunkId) is { } trunk)
            _whom = trunk.Id.ToString();
        else if (Desk.Trunks is [var first, ..])
            _whom = first.Id.ToString();
    }

    private static string Forms(string what) => Shared.Forms.FieldSentence.Of("The address", what);

    private Result<DoctorSubject> Subject() => _whom == AnAddress
        ? WireName.TryParse<TrunkTransport>(_transport, out var transport) ? Desk.Of(_address.Trim(), transport) : Error.Validation([("transport", "is unknown")])
        : Guid.TryParse(_whom, out var id) && Desk.Trunk(id) is { } trunk ? Desk.Of(trunk) : TrunkErrors.NotFound;

    private async Task SubmitAsync()
    {
        if (_isStarting)
            return;
        _refusal = null;
        var subject = Subject();
        if (!subject.IsOk)
        {
            _refusal = subject.Error;
            return;
        }
        _isStarting = true;
        var begun = await Start.StartAsync(subject.Value);
        _isStarting = false;
        _refusal = begun?.Error;
        if (begun is { IsOk: true } result)
            Navigation.NavigateTo($"/diagnostics/{result.Value.Id}");
    }
}
