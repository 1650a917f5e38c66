using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Assistants;
using VoiceDock.Web.Access;

namespace VoiceDock.Web.Assistants.Destinations;

/// <summary>Folded it is one line that says what is set; it opens by itself where a field in it needs another look.</summary>
public sealed partial class DestinationMore
{
    private readonly string _id = $"more-{Guid.NewGuid():N}";
    private HoursInput? _setAside;
    private bool _isOpen;

    [Parameter, EditorRequired]
    public DestinationDraft Draft { get; set; } = default!;

    /// <summary>Who is there, for people who do not see where the button stands.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Hours that are switched on begin in this zone.</summary>
    [Parameter]
    public string? ViewerZone { get; set; }

    /// <summary>The id of the page's list of zones.</summary>
    [Parameter]
    public string? ZoneList { get; set; }

    [CascadingParameter(Name = FormLock.IsLocked)]
    private bool IsLocked { get; set; }

    private DestinationInput Input => Draft.Input;

    /// <summary>The trunk these transfers take when it hands calls over by REFER only; null when it does not.</summary>
    [Parameter]
    public string? ReferringTrunk { get; set; }

    // Whoever is called by the other side cannot be spoken to from here.
    private bool IsInVain => ReferringTrunk is not null && (Input.AcceptKey is true || Input.Whisper is not null || Input.Digits is not null);

    private string AcceptKeyHelp => "2 declines; no key after it was said twice is no answer, so a voicemail box never takes the call."
        + (string.IsNullOrWhiteSpace(Input.Whisper) ? $" Without a whisper of your own they hear: “{AssistantTools.DefaultWhisper}”" : "");

    protected override void OnParametersSet() => _isOpen |= Draft.HasFoldedProblem || IsLocked;

    // What was typed comes back when hours are switched on again.
    private void SetHours(bool? wanted)
    {
        if (wanted is true)
            Input.Hours = _setAside ?? new HoursInput { Zone = ViewerZone, Days = [.. HoursInput.Week.Take(5)], From = "09:00", To = "17:00" };
        else
            (_setAside, Input.Hours) = (Input.Hours, null);
        Draft.Forgive("hours");
    }
}
