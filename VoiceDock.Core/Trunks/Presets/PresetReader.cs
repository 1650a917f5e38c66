using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>
/// Reads the table of presets and its texts, and takes nothing it does not know: an unknown or missing key, a value out of its words, a placeholder
/// or condition nobody fills is a fault of the table.
/// </summary>
internal static class PresetReader
{
    private const string Folder = "VoiceDock.Core.Trunks.Presets.";

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <exception cref="FormatException">The table is wrong; says which preset and what.</exception>
    public static IReadOnlyList<TrunkPreset> ReadAll() => Read(Resource("presets.json"), Resource);

    /// <param name="json">An array of presets.</param>
    /// <param name="text">The template of that file name.</param>
    /// <exception cref="FormatException">As above.</exception>
    public static IReadOnlyList<TrunkPreset> Read(string json, Func<string, string> text)
    {
        try
        {
            var presets = JsonSerializer.Deserialize<List<TrunkPreset>>(json, Strict)!;
            return [.. presets.Select(p => Checked(p with { Blocks = [.. p.Blocks.Select(b => b with { Template = text($"Texts.{b.File}") })] }))];
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The table of presets cannot be read: {fault.Message}", fault);
        }
    }

    private static TrunkPreset Checked(TrunkPreset preset)
    {
        foreach (var step in preset.Steps.Concat(preset.StepsWhenRegistering ?? []).Concat(preset.StepsWhenAccepting ?? []))
            Check(preset, step.Setting, step.Value, PbxFormat.Text);
        foreach (var block in preset.Blocks)
        {
            Check(preset, block.Title, block.Template, block.Format);
            if (block.When.Length > 0 && !PbxSide.KnowsCondition(block.When)) throw Fault(preset, block.Title, $"knows no condition '{block.When}'");
        }

        return preset;
    }

    private static void Check(TrunkPreset preset, string place, string template, PbxFormat format)
    {
        if (PbxTemplate.Conditions(template).FirstOrDefault(c => !PbxSide.KnowsCondition(c)) is { } condition)
            throw Fault(preset, place, $"knows no condition '{condition}'");
        foreach (var (name, _) in PbxTemplate.Cut(template).Where(p => p.IsName))
        {
            if (!PbxSide.Knows(name)) throw Fault(preset, place, $"knows no placeholder '{name}'");
            if (PbxSide.IsTyped(name) && !PbxEscape.TakesTyped(format)) throw Fault(preset, place, $"cannot take the typed '{name}': its language has no escape");
        }
    }

    private static FormatException Fault(TrunkPreset preset, string place, string what) => new($"Preset {preset.Slug}, {place}: {what}.");

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name) ?? throw new FormatException($"There is no text '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
