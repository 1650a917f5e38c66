using System.Text;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Web.Trunks;

/// <summary>Everything for the other side as one text (Markdown), to be sent to whoever runs the PBX. Never holds the password.</summary>
public static class PbxHandover
{
    public static string Write(TrunkPreset preset, PbxSide side, string? name)
    {
        var text = new StringBuilder().AppendLine($"# {preset.Title}: trunk to VoiceDock{(string.IsNullOrEmpty(name) ? "" : $" ({MarkdownText.Words(name)})")}");
        text.AppendLine().AppendLine(Filled(side, PbxSide.AllowList));
        if (side.Caution is not null)
            text.AppendLine().AppendLine($"> {MarkdownText.Words(side.Caution)}");
        foreach (var place in side.Steps(preset).GroupBy(s => s.Where))
        {
            text.AppendLine().AppendLine($"## {MarkdownText.Words(place.Key)}").AppendLine();
            foreach (var step in place)
                text.AppendLine($"- {MarkdownText.Words(step.Setting)}: {Filled(side, step.Value)}{Mark(step.Unverified)}");
        }
        foreach (var (block, filled) in side.Blocks(preset))
            WriteBlock(text, block, filled);
        WriteNotes(text, preset);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>A file name of plain characters: <c>voicedock-berlin-freepbx.md</c>.</summary>
    public static string FileName(TrunkPreset preset, string? name)
    {
        var plain = string.Concat((name ?? "").ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        while (plain.Contains("--", StringComparison.Ordinal))
            plain = plain.Replace("--", "-", StringComparison.Ordinal);
        return plain.Length == 0 ? $"voicedock-{preset.Slug}.md" : $"voicedock-{plain}-{preset.Slug}.md";
    }

    private static void WriteBlock(StringBuilder text, PbxBlock block, string filled)
    {
        text.AppendLine().AppendLine($"## {MarkdownText.Words(block.Title)}{Mark(block.Unverified)}").AppendLine();
        if (block.Warning.Length > 0)
            text.AppendLine($"> {MarkdownText.Words(block.Warning)}").AppendLine();
        if (block.Note.Length > 0)
            text.AppendLine(MarkdownText.Words(block.Note)).AppendLine();
        text.AppendLine(MarkdownText.Block(filled, Language(block.Format)));
    }

    private static void WriteNotes(StringBuilder text, TrunkPreset preset)
    {
        if (preset.Notes.Count == 0)
            return;
        text.AppendLine().AppendLine("## Good to know").AppendLine();
        foreach (var note in preset.Notes)
            text.AppendLine($"- {MarkdownText.Words(note.Text)}{Mark(note.Unverified)}");
    }

    private static string Filled(PbxSide side, string template) => string.Concat(side.Parts(template).Select(p => p.Kind switch
    {
        PbxTextKind.Words => MarkdownText.Words(p.Text),
        _ => MarkdownText.Code(p.Text),
    }));

    private static string Mark(bool unverified) => unverified ? " *(unverified)*" : "";

    private static string Language(PbxFormat format) => format switch
    {
        PbxFormat.Ini => "ini",
        PbxFormat.Xml => "xml",
        PbxFormat.Shell => "sh",
        _ => "",
    };
}
