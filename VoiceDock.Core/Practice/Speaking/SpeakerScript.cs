using System.Text.Json;

namespace VoiceDock.Core.Practice.Speaking;

/// <summary>What the scripted speaker says and does next. It understands nothing: it counts turns. One conversation.</summary>
internal sealed class SpeakerScript
{
    /// <summary>Also the assistant's first message, so that the console shows what is said.</summary>
    public const string Greeting = "Hello. I am the scripted voice of this practice console, not a real assistant. Say anything, and I connect you.";

    private const string Trying = "I heard you, and understood nothing, since I am a script. I connect you now.";
    private const string Nobody = "I have nobody else to connect you to. Goodbye.";

    private IReadOnlyList<string> _destinations = [];
    private string? _argument;
    private int _tried;
    private bool _canHangUp;
    private bool _greeted;

    /// <summary>Reads the functions the console offers.</summary>
    public void Learn(JsonElement session)
    {
        if (!session.TryGetProperty("tools", out var tools) || tools.ValueKind != JsonValueKind.Array) return;
        foreach (var tool in tools.EnumerateArray())
        {
            if (NameOf(tool) == "transfer_call") LearnDestinations(tool);
            else if (NameOf(tool) == "end_call") _canHangUp = true;
        }
    }

    /// <summary>What it does when it is asked to speak.</summary>
    /// <param name="toolResult">The result of its last tool, when that is why; null: it is not.</param>
    public SpeakerTurn Next(string? toolResult)
    {
        if (!_greeted && toolResult is null)
        {
            _greeted = true;
            return new SpeakerTurn(Greeting, null, null);
        }
        if (toolResult is not null && toolResult.Contains("\"completed\"", StringComparison.Ordinal)) return Leave("You are back with me, the script. Goodbye.");
        if (toolResult is not null) return new SpeakerTurn("That did not work. Say something, and I try the next one.", null, null);
        if (_tried >= _destinations.Count) return Leave(Nobody);
        var arguments = JsonSerializer.Serialize(new Dictionary<string, string> { [_argument!] = _destinations[_tried++] });
        return new SpeakerTurn(Trying, "transfer_call", arguments);
    }

    private SpeakerTurn Leave(string text) => new(text, _canHangUp ? "end_call" : null, _canHangUp ? "{}" : null);

    private static string? NameOf(JsonElement tool) => tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name", out var name) ? name.GetString() : null;

    private void LearnDestinations(JsonElement tool)
    {
        if (!tool.TryGetProperty("parameters", out var parameters) || !parameters.TryGetProperty("properties", out var properties)) return;
        foreach (var property in properties.EnumerateObject())
        {
            if (!property.Value.TryGetProperty("enum", out var values)) continue;
            (_argument, _destinations) = (property.Name, [.. values.EnumerateArray().Select(v => v.GetString()).OfType<string>()]);
            return;
        }
    }
}

/// <summary>One turn: words, then perhaps a function.</summary>
/// <param name="Arguments">JSON text.</param>
internal sealed record SpeakerTurn(string Text, string? Function, string? Arguments);
