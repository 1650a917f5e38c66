using VoiceDock.Core.Access;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>
/// Every page of the console and the least role it is for. The pages themselves are found in the program: one that is not written down here fails the
/// tests, until somebody has thought about who may see it.
/// </summary>
internal static class PageRoles
{
    public static readonly IReadOnlyDictionary<string, Role> Needed = new Dictionary<string, Role>
    {
        ["/"] = Role.Viewer,
        ["/calls"] = Role.Viewer,
        ["/calls/{Id:guid}"] = Role.Viewer,
        ["/history"] = Role.Viewer,
        ["/trunks"] = Role.Viewer,
        ["/trunks/new"] = Role.Admin,
        ["/trunks/{Id:guid}"] = Role.Viewer,
        ["/numbers"] = Role.Viewer,
        ["/assistants"] = Role.Viewer,
        ["/assistants/new"] = Role.Admin,
        ["/assistants/{Id:guid}"] = Role.Viewer,
        ["/diagnostics"] = Role.Viewer,
        ["/diagnostics/{ReportId:guid}"] = Role.Viewer,
        ["/settings/limits"] = Role.Admin,
        ["/settings/speech-model"] = Role.Admin,
        ["/settings/webhooks"] = Role.Admin,
        ["/settings/users"] = Role.Admin,
        ["/settings/api-keys"] = Role.Admin,
        ["/settings/audit"] = Role.Admin,
        ["/settings/backup"] = Role.Admin,
        ["/settings/account"] = Role.Viewer,
        ["/settings/account/two-factor"] = Role.Viewer,
    };

    /// <summary>On the way in, and when something went wrong: for nobody in particular.</summary>
    public static readonly IReadOnlySet<string> BeforeSignIn = new HashSet<string>
    {
        "/login", "/login/code", "/login/new-password", "/login/two-factor", "/setup", "/invite", "/not-found", "/Error",
    };
}
