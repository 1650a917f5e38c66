using System.Reflection;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace VoiceDock.Web.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Path">The page's route template.</param>
/// <param name="InBar">Whether the phone's bottom bar has room for it.</param>
public sealed record ConsolePage(string Path, string Label, string Icon, string Group, bool InBar = false);

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
        new("/settings/limits", "Limits", Icons.Material.Outlined.GppGood, "Settings"),
        new("/settings/api-keys", "API keys", Icons.Material.Outlined.VpnKey, "Settings"),
        new("/settings/account", "Account", Icons.Material.Outlined.ManageAccounts, "Settings"),
    ];

    private static readonly HashSet<string> Templates =
        [.. typeof(ConsolePages).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template)];

    public static IReadOnlyList<ConsolePage> All { get; } = [.. Planned.Where(p => Exists(p.Path))];

    /// <summary>Whether a page with this route template is part of the build.</summary>
    public static bool Exists(string template) => Templates.Contains(template);
}
