using System.Reflection;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VoiceDock.Core.Access;
using VoiceDock.Web.Access;

namespace VoiceDock.Web.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Path">The page's route template.</param>
/// <param name="InBar">Whether the phone's bottom bar has room for it.</param>
public sealed record ConsolePage(string Path, string Label, string Icon, string Group, bool InBar = false)
{
    /// <summary>The least role that sees it.</summary>
    public Role Needs { get; init; }
}

/// <summary>The screens the navigation offers: those of the plan that exist in this build.</summary>
public static class ConsolePages
{
    private static readonly ConsolePage[] Planned =
    [
        new("/", "Overview", Icons.Material.Outlined.SpaceDashboard, "", InBar: true),
        new("/calls", "Live calls", Icons.Material.Outlined.Call, "", InBar: true),
        new("/history", "History", Icons.Material.Outlined.History, "", InBar: true),
        new("/trunks", "Trunks", Icons.Material.Outlined.SettingsEthernet, "Phone system", InBar: true),
        new("/numbers", "Numbers", Icons.Material.Outlined.Dialpad, "Phone system"),
        new("/assistants", "Assistants", Icons.Material.Outlined.SupportAgent, "Phone system"),
        new("/diagnostics", "Diagnostics", Icons.Material.Outlined.Troubleshoot, "Phone system"),
        new("/settings/speech-model", "Speech model", Icons.Material.Outlined.RecordVoiceOver, "Settings"),
        new("/settings/webhooks", "Webhooks", Icons.Material.Outlined.Webhook, "Settings"),
        new("/settings/users", "Users", Icons.Material.Outlined.Group, "Settings"),
        new("/settings/limits", "Limits", Icons.Material.Outlined.GppGood, "Settings"),
        new("/settings/api-keys", "API keys", Icons.Material.Outlined.VpnKey, "Settings"),
        new("/settings/audit", "Audit log", Icons.Material.Outlined.FactCheck, "Settings"),
        new("/settings/backup", "Keys and backup", Icons.Material.Outlined.EnhancedEncryption, "Settings"),
        new("/settings/account", "Account", Icons.Material.Outlined.ManageAccounts, "Settings"),
    ];

    private static readonly Dictionary<string, Type> Pages = typeof(ConsolePages).Assembly.GetTypes()
        .SelectMany(t => t.GetCustomAttributes<RouteAttribute>().Select(r => (r.Template, Page: t)))
        .ToDictionary(r => r.Template, r => r.Page);

    public static IReadOnlyList<ConsolePage> All { get; } =
        [.. Planned.Where(p => Exists(p.Path)).Select(p => p with { Needs = RolePolicies.NeededBy(Pages[p.Path]) })];

    /// <summary>Every page by its route template, those outside the navigation too.</summary>
    public static IReadOnlyDictionary<string, Type> ByTemplate => Pages;

    /// <summary>Whether a page with this route template is part of the build.</summary>
    public static bool Exists(string template) => Pages.ContainsKey(template);
}
