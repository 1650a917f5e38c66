namespace VoiceDock.Core.Access;

/// <summary>What an API key may do; wire words.</summary>
public static class ApiScopes
{
    public const string TrunksRead = "trunks:read";
    public const string TrunksWrite = "trunks:write";
    public const string NumbersRead = "numbers:read";
    public const string NumbersWrite = "numbers:write";
    public const string AssistantsRead = "assistants:read";
    public const string AssistantsWrite = "assistants:write";
    public const string CallsRead = "calls:read";
    public const string CallsControl = "calls:control";
    public const string DiagnosticsRun = "diagnostics:run";

    public static readonly IReadOnlyList<string> All =
    [
        TrunksRead, TrunksWrite, NumbersRead, NumbersWrite, AssistantsRead, AssistantsWrite, CallsRead, CallsControl, DiagnosticsRun,
    ];
}
