using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>A payload for the eye: indented, phone numbers and what was said covered, so that a screen shared with others gives nobody away.</summary>
public static class PayloadMask
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Whose number it is, and what people said.
    private static readonly HashSet<string> Covered = ["content", "destination", "dialled", "target"];

    public static string Show(string body)
    {
        if (JsonNode.Parse(body) is not { } root) return body;
        Cover(root);
        return root.ToJsonString(Indented);
    }

    private static void Cover(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>()) Cover(item);
            return;
        }
        if (node is not JsonObject thing) return;
        foreach (var (name, value) in thing.ToList())
        {
            if (name == "customer" && value is JsonObject customer) CoverAll(customer);
            else if (Covered.Contains(name) && value is JsonValue text && text.GetValueKind() == JsonValueKind.String) thing[name] = Hidden(text.GetValue<string>());
            else if (value is not null) Cover(value);
        }
    }

    private static void CoverAll(JsonObject thing)
    {
        foreach (var (name, value) in thing.ToList())
        {
            if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String) thing[name] = Hidden(text.GetValue<string>());
        }
    }

    private static string Hidden(string text) => text.Length > 4 && text.All(c => char.IsAsciiDigit(c) || c == '+') ? $"…{text[^3..]}" : $"({text.Length} characters)";
}
