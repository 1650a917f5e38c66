using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Access.SignIn;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access.Users;

/// <summary>Makes a one-time link for somebody and shows it, once.</summary>
public sealed partial class InviteDialog
{
    private CreatedInvite? _made;
    private Error? _error;
    private Role _role = Role.Viewer;
    private string? _name;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private Invites Invites { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    private async Task CreateAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var result = await Invites.CreateAsync(_role, _name, await SignedInState.GetActorAsync());
        _busy = false;
        _error = result.Error;
        _made = result.IsOk ? result.Value : null;
    }

    // The address by which this administrator reached VoiceDock is the one that is known to work.
    private string Link(CreatedInvite made) => $"{Navigation.BaseUri.TrimEnd('/')}{InvitePage.Path}?token={made.Token}";


}
