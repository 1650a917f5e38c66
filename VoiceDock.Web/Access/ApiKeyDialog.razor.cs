using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Numbers;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>Makes a key and shows it, once.</summary>
public sealed partial class ApiKeyDialog
{
    private CreatedApiKey? _made;
    private Error? _error;
    private bool _busy;
    private bool _asksPassword;
    private bool _limitsOpen;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ApiKeyStore Store { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private ApiKeyForm Form { get; } = new();

    private IReadOnlyList<(Guid Id, string Words)> TrunkChoices => [.. Trunks.All.Select(t => (t.Id, t.Name))];

    private IReadOnlyList<(Guid Id, string Words)> NumberChoices => [.. Numbers.All.Select(n => (n.Id, NumberWords.Title(n)))];

    // The rules name the line: networks[1].
    private string? NetworkProblem =>
        _error?.Details.Where(d => d.StartsWith("networks[", StringComparison.Ordinal)).Select(d => d[(d.IndexOf(": ", StringComparison.Ordinal) + 2)..]).FirstOrDefault();

    private async Task CreateAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var result = await Store.CreateAsync(Form.ToInput(), await SignedInState.GetActorAsync());
        _busy = false;
        _limitsOpen = HasLimits();
        _asksPassword = result.Error?.Code == AccessErrors.PasswordNotConfirmed.Code;
        _error = _asksPassword ? null : result.Error;
        _made = result.IsOk ? result.Value : null;
    }

    private Task ConfirmedAsync()
    {
        _asksPassword = false;
        return CreateAsync();
    }

    // What was opened and filled in stays open when the form is drawn again.
    private bool HasLimits() => Form.TrunkIds.Count + Form.NumberIds.Count > 0 || Form.Networks is { Count: > 0 };
}
