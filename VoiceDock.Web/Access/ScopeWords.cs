using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access;

/// <summary>The scopes as a person reads them, in the order the dialog shows them.</summary>
public static class ScopeWords
{
    public static readonly IReadOnlyList<(string Thing, IReadOnlyList<(string Scope, string May)> Scopes)> Groups =
    [
        ("Calls", [(ApiScopes.CallsRead, "See"), (ApiScopes.CallsControl, "Transfer and end")]),
        ("Trunks", [(ApiScopes.TrunksRead, "See"), (ApiScopes.TrunksWrite, "Add, change, delete")]),
        ("Numbers", [(ApiScopes.NumbersRead, "See"), (ApiScopes.NumbersWrite, "Add, change, delete")]),
        ("Assistants", [(ApiScopes.AssistantsRead, "See"), (ApiScopes.AssistantsWrite, "Add, change, delete")]),
        ("Diagnostics", [(ApiScopes.DiagnosticsRun, "Run checks")]),
    ];
}
