using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Backups;

/// <summary>Where the keys lie and how old they are, a new data key, and the backup.</summary>
public sealed partial class BackupPage
{
    private DataKey? _active;
    private MasterKeyPlace? _place;
    private RotationProgress _progress = RotationProgress.None;
    private bool _isRotating;
    private Error? _problem;
    private string? _problemTitle;

    /// <summary>The code of the refusal a download came back with.</summary>
    [SupplyParameterFromQuery(Name = "problem")]
    private string? Problem { get; set; }

    [Inject]
    private KeyRotation Rotation { get; set; } = default!;

    [Inject]
    private PreparedStorage Storage { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string Age => (Time.GetUtcNow().UtcDateTime - _active!.CreatedAt).Days switch
    {
        < 1 => "less than a day old",
        1 => "1 day old",
        var days => string.Create(CultureInfo.InvariantCulture, $"{days} days old"),
    };

    protected override async Task OnInitializedAsync()
    {
        if (Problem is not null) (_problem, _problemTitle) = (BackupErrors.Of(Problem), "No backup was made");
        await LoadAsync();
        Follow(Rotation.WatchAsync, ShowAsync);
    }

    private async Task LoadAsync() => (_active, _place) = (await Rotation.FindActiveAsync(Left), Storage.KeyPlace);

    // Somebody else's rotation, on another page or from the command line, is shown too.
    private async Task ShowAsync(RotationProgress progress)
    {
        var hasEnded = _progress.IsRunning && !progress.IsRunning;
        _progress = progress;
        if (hasEnded) await LoadAsync();
    }

    private async Task RotateAsync()
    {
        if (!await Dialogs.ConfirmAsync(
            "Rotate the data key?", "Every stored password is sealed with a new key; nobody notices, calls go on. Backups made before stay usable.", "Rotate data key", destructive: false))
            return;
        _isRotating = true;
        var result = await Rotation.RotateAsync(await SignedInState.GetActorAsync());
        _isRotating = false;
        (_problem, _problemTitle) = (result.Error, "The data key was not rotated");
        if (result.IsOk) Snackbar.Add(Words(result.Value), result.Value.Unreadable == 0 ? Severity.Normal : Severity.Warning);
        await LoadAsync();
    }

    private static string Words(ResealCount count) =>
        string.Create(CultureInfo.InvariantCulture, $"A new data key is in use; {count.Resealed} secrets are sealed with it.")
        + (count.Unreadable == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {count.Unreadable} cannot be read; the trunks' pages say which."));
}
