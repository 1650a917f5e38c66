using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceDock.Tests.Api.Sdk;

/// <summary>
/// The fields that the official Node client documents for what it gets, in both generations (1.x, and the one after it that calls trunks
/// <c>sip_trunk</c> and numbers' workflows by name), with what each may be. Written from the public type definitions and the API's public pages.
/// </summary>
internal static class SdkTypes
{
    /// <summary><c>Call</c>; assistant_id, assistant_name and agent_phone are the pages' words for agent_id, agent_name and assistant_phone.</summary>
    public const string Call = """
        id string, caller_phone string, assistant_phone string, agent_phone string, status string, direction string, end_reason string?, error string?,
        started_at time?, ended_at time?, duration_seconds number?, summary string?, analysis_result object?, messages array?, room_name string?,
        recording_url string?, agent_id string?, assistant_id string?, number_id string?, agent_name string?, assistant_name string?, business_name string?,
        phone_number string?, created_at time, updated_at time
        """;

    public const string Message = "role string, content string";

    public const string Pagination = "total number, limit number, offset number";

    public const string Number = """
        id string, phone_number string, agent_id string?, agent_name string?, business_name string?, transfer_trunk_id string?, transfer_trunk_name string?,
        workflow_id string?, workflow_name string?, source string?, is_active bool, created_at time, updated_at time, assistant_id string?, name string?
        """;

    /// <summary>Its webhook_secret is documented too and never sent: a secret is taken, not shown.</summary>
    public const string Assistant = """
        id string, name string, business_name string?, notification_email string?, first_message string?, is_active bool, max_duration_seconds number?,
        autonomous_silence_handling bool?, silence_timeout_seconds number?, voicemail_detection bool?, voicemail_message string?, gdpr_mode bool?,
        webhook_url string?, webhook_events array?, analysis_plan object?, stt_config object, llm_config object, tts_config object, created_at time, updated_at time
        """;

    public const string Trunk = """
        id string, name string, provider string?, inbound_addresses array, outbound_address string, outbound_number string?, auth_username string?,
        created_at time, updated_at time
        """;

    public const string Organization = """
        id string, name string, minutes_balance number?, monthly_usage_minutes number, active_numbers number, active_agents number, active_calls number,
        children array
        """;

    public const string Control = "success bool, message string";

    public const string Outbound = "success bool, call_id string, status string";

    /// <summary>What of a table is missing or of another kind; empty when all is as documented.</summary>
    public static IReadOnlyList<string> Differences(string table, JsonNode? got)
    {
        List<string> wrong = [];
        foreach (var field in table.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, kind) = (field.Split(' ')[0], field.Split(' ')[1]);
            if (got is not JsonObject body || !body.TryGetPropertyValue(name, out var value))
                wrong.Add($"{name} is missing");
            else if (!Is(value, kind))
                wrong.Add($"{name} is {value?.ToJsonString() ?? "null"}, not {kind}");
        }
        return wrong;
    }

    private static bool Is(JsonNode? value, string kind) => value is null ? kind.EndsWith('?') : (kind.TrimEnd('?'), value.GetValueKind()) switch
    {
        ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object) => true,
        ("bool", JsonValueKind.True or JsonValueKind.False) => true,
        ("time", JsonValueKind.String) => DateTimeOffset.TryParseExact((string?)value, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal, out _),
        _ => false,
    };
}
