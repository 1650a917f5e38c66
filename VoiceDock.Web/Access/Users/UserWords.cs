using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access.Users;

/// <summary>Users and roles as a person reads them.</summary>
public static class UserWords
{
    private const int MostKeysNamed = 3;

    /// <summary>The roles with what each may do, from the least.</summary>
    public static readonly IReadOnlyList<(Role Role, string Name, string May)> Roles =
    [
        (Role.Viewer, "Viewer", "Sees trunks, numbers, calls, transfers and reports. Changes nothing."),
        (Role.Operator, "Operator", "Also transfers and ends calls, speaks to callers, and runs the doctor."),
        (Role.Admin, "Admin", "Also changes trunks, numbers, assistants and settings, and manages users and API keys."),
    ];

    public static string Of(Role role) => Roles[(int)role].Name;

    public static string For(Invite invite) => invite.Name ?? "whoever opens the link";

    /// <summary>What is asked before it is done: the question, what else changes, and the verb.</summary>
    /// <param name="isSelf">Whether the person does it to themselves.</param>
    public static (string Question, string Consequence, string Verb) Ask(Person person, UserWish wish, PersonTies ties, bool isSelf)
    {
        var (them, they, sign) = isSelf ? ("you", "You", "sign in") : ("them", person.Name, "signs in");
        return wish.Deed switch
        {
            UserDeed.SetRole => (
                $"Make '{person.Name}' {Article(wish.Role)}?",
                Join($"{they} {sign} again to go on.", Ending(ties), wish.Role == Role.Admin ? "" : Withdrawn(ties), person.Role == Role.Admin && wish.Role != Role.Admin ? Keys(ties) : ""),
                "Change role"),
            UserDeed.SignOut => ($"Sign '{person.Name}' out everywhere?", Join(Ending(ties), $"{they} can sign in again."), "Sign out everywhere"),
            UserDeed.Disable => (
                $"Disable '{person.Name}'?", Join(isSelf ? "You cannot sign in until another administrator enables you again." : "They cannot sign in until an administrator enables them again.", Ending(ties), Withdrawn(ties), Keys(ties)), "Disable user"),
            UserDeed.Enable => ($"Enable '{person.Name}'?", $"They can sign in again as {Of(person.Role)}, with the password they had.", "Enable user"),
            UserDeed.Remove => (
                $"Remove '{person.Name}'?", Join("This cannot be taken back.", Ending(ties), Withdrawn(ties), Keys(ties), $"What was done by {them} keeps the name."), "Remove user"),
            _ => throw new InvalidOperationException($"{wish.Deed} is no deed."),
        };
    }

    public static string Done(Person person, UserWish wish) => wish.Deed switch
    {
        UserDeed.SetRole => $"'{person.Name}' is {Article(wish.Role)} now.",
        UserDeed.SignOut => $"'{person.Name}' is signed out everywhere.",
        UserDeed.Disable => $"'{person.Name}' is disabled.",
        UserDeed.Enable => $"'{person.Name}' is enabled.",
        _ => $"'{person.Name}' is removed.",
    };

    /// <summary>"an operator".</summary>
    public static string Article(Role role) => role == Role.Viewer ? "a viewer" : $"an {Of(role).ToLowerInvariant()}";

    private static string Ending(PersonTies ties) => ties.SignIns switch
    {
        0 => "",
        1 => "One sign-in ends; its open pages close.",
        var n => $"{n} sign-ins end; their open pages close.",
    };

    private static string Withdrawn(PersonTies ties) => ties.Invites switch
    {
        0 => "",
        1 => "One open invitation is withdrawn.",
        var n => $"{n} open invitations are withdrawn.",
    };

    private static string Keys(PersonTies ties)
    {
        if (ties.Keys.Count == 0)
            return "";
        var named = string.Join(", ", ties.Keys.Take(MostKeysNamed).Select(k => $"'{k}'"));
        var more = ties.Keys.Count > MostKeysNamed ? $" and {ties.Keys.Count - MostKeysNamed} more" : "";
        return ties.Keys.Count == 1 ? $"The API key {named} goes on working." : $"The API keys {named}{more} go on working.";
    }

    private static string Join(params string[] sentences) => string.Join(" ", sentences.Where(s => s.Length > 0));
}
