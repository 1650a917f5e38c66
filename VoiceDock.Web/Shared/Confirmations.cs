using MudBlazor;

namespace VoiceDock.Web.Shared;

/// <summary>Asks before something is done that cannot be taken back.</summary>
public static class Confirmations
{
    /// <summary>Opens a <see cref="ConfirmDialog"/>; true when the person chose the verb. Call it from the UI.</summary>
    /// <param name="question">Names the thing: "Delete trunk 'Berlin'?".</param>
    /// <param name="consequence">What else changes.</param>
    /// <param name="verb">The word on the button: "Delete trunk".</param>
    /// <param name="keep">The word on the button that changes nothing.</param>
    /// <param name="destructive">Whether the button is in the failure colour.</param>
    public static async Task<bool> ConfirmAsync(
        this IDialogService dialogs, string question, string consequence, string verb, string keep = "Cancel", bool destructive = true)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Consequence, consequence },
            { d => d.Verb, verb },
            { d => d.Keep, keep },
            { d => d.Destructive, destructive },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(question, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
        return await dialog.Result is { Canceled: false };
    }
}
