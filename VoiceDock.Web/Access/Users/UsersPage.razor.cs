using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access.Users;

/// <summary>Who signs in: list, invite, change, put out. Follows what other administrators do.</summary>
public sealed partial class UsersPage
{
    private static readonly DialogOptions AskedThrough = new() { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false };

    private readonly Nudges _changes = new();
    private IReadOnlyList<PersonDetails>? _people;
    private IReadOnlyList<Invite> _invites = [];
    private Error? _problem;
    private string _problemTitle = "";
    private string _self = "";

    [Inject]
    private PeopleStore Store { get; set; } = default!;

    [Inject]
    private PeopleDirectory Directory { get; set; } = default!;

    [Inject]
    private Invites Invites { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Directory.Changed += _changes.Nudge;
        Follow(_changes.ReadAsync, _ => ReadAsync());
        await ReadAsync();
    }

    protected override ValueTask OnLeftAsync()
    {
        Directory.Changed -= _changes.Nudge;
        return ValueTask.CompletedTask;
    }

    private async Task ReadAsync()
    {
        if (await TryGetActorAsync() is not { } actor)
            return;
        _self = actor.Id;
        var (people, invites) = (await Store.ListDetailsAsync(actor, Left), await Invites.ListAsync(actor, Left));
        if ((people.Error ?? invites.Error) is { } refusal)
        {
            Refuse("The users cannot be shown", refusal);
            return;
        }

        (_people, _invites) = (people.Value, invites.Value);
    }

    // The change that is followed may have been one to the person who looks: then nobody is signed in here any more.
    private async Task<Actor?> TryGetActorAsync()
    {
        var user = (await SignedInState.GetAuthenticationStateAsync()).User;
        return user.Identity is { IsAuthenticated: true } ? user.ToActor() : null;
    }

    private async Task InviteAsync()
    {
        var dialog = await Dialogs.ShowAsync<InviteDialog>("Invite user", AskedThrough);
        await dialog.Result;
        await ReadAsync();
    }

    private async Task ManageAsync(PersonDetails details)
    {
        // Where somebody is signed in changes without the list hearing of it.
        await ReadAsync();
        if (_people?.FirstOrDefault(d => d.Person.Id == details.Person.Id) is not { } fresh)
            return;
        details = fresh;
        var parameters = new DialogParameters<UserDialog> { { d => d.Details, details }, { d => d.IsSelf, details.Person.Id.ToString() == _self } };
        var dialog = await Dialogs.ShowAsync<UserDialog>(details.Person.Name, parameters, AskedThrough);
        if (await dialog.Result is { Canceled: false, Data: UserWish wish })
            await CarryOutAsync(details.Person, wish);
    }

    private async Task CarryOutAsync(Person person, UserWish wish)
    {
        var actor = await SignedInState.GetActorAsync();
        var ties = await Store.TiesOfAsync(person.Id, actor, Left);
        if (!ties.IsOk)
        {
            Refuse("Nothing was changed", ties.Error);
            return;
        }

        var (question, consequence, verb) = UserWords.Ask(person, wish, ties.Value, person.Id.ToString() == _self);
        if (!await Dialogs.ConfirmAsync(question, consequence, verb, "Keep as it is", wish.Deed is not UserDeed.Enable))
            return;
        // Asked for again: the question may have stood open for long.
        actor = await SignedInState.GetActorAsync();
        var done = await (wish.Deed switch
        {
            UserDeed.SetRole => Store.SetRoleAsync(person.Id, wish.Role, actor),
            UserDeed.SignOut => Store.SignOutAsync(person.Id, actor),
            UserDeed.Disable => Store.DisableAsync(person.Id, actor),
            UserDeed.Enable => Store.EnableAsync(person.Id, actor),
            UserDeed.Remove => Store.RemoveAsync(person.Id, actor),
            _ => throw new InvalidOperationException($"{wish.Deed} is no deed."),
        });
        if (done.IsOk)
            Snackbar.Add(UserWords.Done(person, wish), Severity.Normal);
        Refuse("Nothing was changed", done.Error);
        await ReadAsync();
    }

    private async Task WithdrawAsync(Invite invite)
    {
        if (!await Dialogs.ConfirmAsync($"Withdraw the invitation for {UserWords.For(invite)}?", "Its link stops working at once.", "Withdraw invitation", "Keep it"))
            return;
        var done = await Invites.WithdrawAsync(invite.Id, await SignedInState.GetActorAsync());
        Refuse("The invitation was not withdrawn", done.Error);
        await ReadAsync();
    }

    private void Refuse(string title, Error? refusal) => (_problemTitle, _problem) = (title, refusal);
}
