using System.Text;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>The steps for the other side as one text (Markdown), to be sent to whoever runs the PBX. Never holds the password.</summary>
public static class PbxHandover
{
    public static string Write(TrunkPreset preset, TrunkRegistrationMode mode, PbxSide side, string? name)
    {
        var text = new StringBuilder().AppendLine($"# {preset.Title}: trunk to VoiceDock{(string.IsNullOrEmpty(name) ? "" : $" ({name})")}");
        foreach (var place in side.Fill(preset.StepsFor(mode)).GroupBy(s => s.Where))
        {
            text.AppendLine().AppendLine($"## {place.Key}").AppendLine();
            foreach (var step in place)
                text.AppendLine($"- {step.Setting}: {step.Value}");
        }

        if (preset.TextFor(mode) is { } block)
            text.AppendLine().AppendLine($"## {preset.PbxTextTitle}").AppendLine().AppendLine("```").AppendLine(side.Fill(block)).AppendLine("```");
        return text.ToString();
    }
}
