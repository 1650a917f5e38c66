using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Begins runs for the signed-in person, and asks first where a run may harm: a wrong password too many, or a call. One per circuit.</summary>
public sealed class DoctorStart(DoctorDesk desk, IDialogService dialogs, AuthenticationStateProvider signedIn, TimeProvider time)
{
    /// <summary>Asks and begins. Call it from the UI.</summary>
    /// <returns>The report as it begins, or why not; null when the person decided otherwise.</returns>
    public async Task<Result<DoctorReport>?> StartAsync(DoctorSubject subject, DoctorMode mode = DoctorMode.Silent, string? destination = null)
    {
        if (!await AgreesAsync(mode, destination) || !await DaresAsync(subject, mode)) return null;
        return await desk.StartAsync(
            new DoctorOrder(subject, await signedIn.GetActorAsync()) { Mode = mode, Destination = destination }, CancellationToken.None);
    }

    private async Task<bool> AgreesAsync(DoctorMode mode, string? destination)
    {
        if (mode is DoctorMode.Silent or DoctorMode.DryRun) return true;
        if (mode != DoctorMode.Nobody && string.IsNullOrWhiteSpace(destination)) return true; // refused at its field
        var consent = DoctorConsent.To(mode, destination);
        return await dialogs.ConfirmAsync(consent.Question, consent.Sentence, consent.Verb, "Not now", destructive: false);
    }

    private async Task<bool> DaresAsync(DoctorSubject subject, DoctorMode mode)
    {
        if (mode == DoctorMode.DryRun || !subject.HasCredentials) return true;
        if (await desk.RefusedAtAsync(subject, CancellationToken.None) is not { } at) return true;
        var minutes = Math.Max(1, (int)(time.GetUtcNow().UtcDateTime - at).TotalMinutes);
        return await dialogs.ConfirmAsync(
            "Try the password again?",
            $"The PBX refused it {(minutes == 1 ? "a minute" : $"{minutes} minutes")} ago. After a few wrong passwords many PBXs ban the address they came from, and then no call gets through. Go on only if the password or the user name was corrected.",
            "Try again", "Not now", destructive: false);
    }
}
