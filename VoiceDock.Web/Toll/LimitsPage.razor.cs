using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Toll;

/// <summary>Destination rules, and what trunks have used of their caps.</summary>
public sealed partial class LimitsPage
{
    private DestinationPolicyInput _input = new();
    private DestinationPolicy _shown = DestinationPolicy.Default;
    private string? _tried;
    private Error? _problem;
    private bool _isSaving;

    [Inject]
    private DestinationPolicyStore Store { get; set; } = default!;

    [Inject]
    private DestinationPolicies Policies { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private TollMeter Meter { get; set; } = default!;

    [Inject]
    private CompanyDays Days { get; set; } = default!;

    [Inject]
    private TollWatch Watch { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private bool IsChanged
    {
        get
        {
            var saved = DestinationPolicyInput.From(_shown);
            return (_input.CountryRule ?? saved.CountryRule) != saved.CountryRule || !_input.Countries.Order().SequenceEqual(saved.Countries.Order())
                || !_input.RefusedKinds.Order().SequenceEqual(saved.RefusedKinds.Order());
        }
    }

    private (bool IsAllowed, string Words)? Verdict
    {
        get
        {
            if (string.IsNullOrWhiteSpace(_tried)) return null;
            if (!DialTarget.TryParseTyped(_tried, [], out var target) || !target.IsNumber) return (false, "Not a number in the form +31612345678.");
            var number = PhoneNumber.ToReadable(target.Value);
            return _input.ToPolicy().WhyRefused(target.Value) is { } reason ? (false, $"{number} is {reason}.") : (true, $"{number} may be called.");
        }
    }

    protected override void OnInitialized()
    {
        Reset();
        Follow(Watch.Subscribe(), _ => { });
    }

    private void Reset()
    {
        _shown = Policies.Current;
        _input = DestinationPolicyInput.From(_shown);
        _problem = null;
    }

    private void TakeRule(string? rule) => _input.CountryRule = rule;

    private bool IsRefused(NumberKind kind) => _input.RefusedKinds.Contains(WireName.Of(kind));

    private void Refuse(NumberKind kind, bool refused)
    {
        var others = _input.RefusedKinds.Where(k => k != WireName.Of(kind));
        _input.RefusedKinds = refused ? [.. others, WireName.Of(kind)] : [.. others];
    }

    private async Task SaveAsync()
    {
        _isSaving = true;
        var saved = await Store.UpdateAsync(_input, await SignedInState.GetActorAsync());
        (_isSaving, _problem) = (false, saved.Error);
        if (!saved.IsOk) return;
        Reset();
        Snackbar.Add("The rules are saved, and in force now.", Severity.Normal);
    }
}
