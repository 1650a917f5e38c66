namespace VoiceDock.Core.Webhooks;

/// <summary>The names of events, as receivers see them.</summary>
public static class WebhookEvents
{
    public const string AssistantRequest = "assistant-request";
    public const string ToolCalls = "tool-calls";
    public const string StatusUpdate = "status-update";
    public const string EndOfCallReport = "end-of-call-report";

    /// <summary>Ours; sent only where it is listed.</summary>
    public const string TransferUpdate = "transfer-update";

    /// <summary>Ours; to the account address, only where it is listed.</summary>
    public const string TrunkHealthUpdate = "trunk-health-update";

    /// <summary>What the test button sends.</summary>
    public const string Test = "test";

    /// <summary>Those that can be chosen.</summary>
    public static readonly IReadOnlyList<string> All = [AssistantRequest, ToolCalls, StatusUpdate, EndOfCallReport, TransferUpdate, TrunkHealthUpdate];

    /// <summary>Whether an address with this list gets the event: an empty list means all but our own two.</summary>
    public static bool IsWanted(IReadOnlyList<string> listed, string name) =>
        listed.Count == 0 ? name is not (TransferUpdate or TrunkHealthUpdate) : listed.Contains(name, StringComparer.OrdinalIgnoreCase);
}
