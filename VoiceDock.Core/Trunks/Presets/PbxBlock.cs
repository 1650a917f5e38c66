using System.Text.Json.Serialization;

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>A text to copy to the other side: configuration, commands, a letter.</summary>
/// <param name="Title">What it is, for example <c>pjsip.conf</c>.</param>
/// <param name="Format">Its language.</param>
/// <param name="File">Name of the embedded template in <c>Texts</c>.</param>
/// <param name="Note">Where it goes or what to mind; may be empty.</param>
/// <param name="Warning">What goes wrong when it is copied without a thought; shown before the text. May be empty.</param>
/// <param name="Unverified">Nobody has loaded it into such a system for us; to be shown with it.</param>
/// <param name="When">A condition of <see cref="PbxTemplate"/>; empty: always.</param>
public sealed record PbxBlock(string Title, PbxFormat Format, string File, string Note = "", string Warning = "", bool Unverified = false, string When = "")
{
    /// <summary>The template; see <see cref="PbxTemplate"/>.</summary>
    [JsonIgnore]
    public string Template { get; init; } = "";
}
