using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Web.Diagnostics;

/// <summary>What a run beyond the silent one does, said before it is begun.</summary>
/// <param name="Question">Of the dialog.</param>
/// <param name="Verb">On the button.</param>
/// <param name="Sentence">Exactly what will happen.</param>
public sealed record DoctorConsent(string Question, string Verb, string Sentence)
{
    /// <param name="destination">As typed; may still be empty.</param>
    public static DoctorConsent To(DoctorMode mode, string? destination)
    {
        var whom = string.IsNullOrWhiteSpace(destination) ? "the destination" : destination.Trim();
        return mode switch
        {
            DoctorMode.DryRun => new($"Rehearse {whom}?", "Show the message", $"Sends nothing. Shows how {whom} would be dialled and the message a transfer would send."),
            DoctorMode.Ring => new($"Call {whom}?", $"Call {whom}", $"Calls {whom} and hangs up at the first ring. A phone there may ring for a moment."),
            DoctorMode.Tone => new($"Call {whom}?", $"Call {whom}",
                $"Calls {whom}, lets it answer and plays a tone for a few seconds, then hangs up. Whoever answers hears the tone."),
            DoctorMode.Nobody => new("Call a name that does not exist?", "Test with a call",
                "Sends the PBX one call to 'voicedock-check', a name that cannot exist, with this trunk's user name and password. No phone rings; the PBX's log gets a line. If something answers all the same, VoiceDock hangs up at once."),
            _ => new("Run the doctor?", "Run the doctor", "Asks the PBX step by step. Nothing rings."),
        };
    }
}
