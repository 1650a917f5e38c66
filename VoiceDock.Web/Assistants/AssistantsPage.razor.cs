using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Assistants;

/// <summary>All assistants.</summary>
public sealed partial class AssistantsPage
{
    private readonly Nudges _changes = new();
    private IReadOnlyList<Assistant> _assistants = [];

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [Inject]
    private AssistantDirectory Assistants { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IReadOnlyList<Assistant> Shown => [.. _assistants.Where(Matches)];

    protected override void OnInitialized()
    {
        Assistants.Changed += _changes.Nudge;
        Numbers.Changed += _changes.Nudge;
        Follow(_changes.ReadAsync, _ => Read());
        Read();
    }

    protected override ValueTask OnLeftAsync()
    {
        Assistants.Changed -= _changes.Nudge;
        Numbers.Changed -= _changes.Nudge;
        return ValueTask.CompletedTask;
    }

    private void Read() => _assistants = [.. Assistants.All.OrderBy(a => a.Name, StringComparer.CurrentCultureIgnoreCase)];

    private IReadOnlyList<Number> NumbersOf(Assistant assistant) => [.. Numbers.All.Where(n => n.AssistantId == assistant.Id)];

    private bool Matches(Assistant assistant) => string.IsNullOrWhiteSpace(Search)
        || assistant.Name.Contains(Search.Trim(), StringComparison.CurrentCultureIgnoreCase)
        || assistant.BusinessName?.Contains(Search.Trim(), StringComparison.CurrentCultureIgnoreCase) == true;

    private void SearchFor(string? text) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);
}
