using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>Which preset fits a peer that names itself in User-Agent or Server. Pure.</summary>
public static class PresetGuess
{
    // The first that is found counts: FreePBX names Asterisk too, and FusionPBX FreeSWITCH.
    private static readonly (string Token, string Slug)[] Table =
    [
        ("fpbx", "freepbx"), ("3cx", "3cx"), ("freeswitch", "freeswitch"), ("fusionpbx", "freeswitch"), ("cisco", "cube"), ("avaya", "avaya"),
        ("kamailio", "kamailio"), ("opensips", "kamailio"), ("openser", "kamailio"), ("twilio", "twilio"), ("telnyx", "telnyx"), ("genesys", "genesys"),
        ("purecloud", "genesys"), ("five9", "five9"), ("zoom", "zoom"), ("pstnhub", "teams-sbc"), ("audiocodes", "teams-sbc"), ("asterisk", "freepbx"),
    ];

    /// <summary>The generic preset where the name is not known, or where there is no preset for it.</summary>
    public static TrunkPreset Of(string? userAgent) =>
        userAgent is null ? TrunkPresets.Generic : TrunkPresets.For(Array.Find(Table, t => userAgent.Contains(t.Token, StringComparison.OrdinalIgnoreCase)).Slug);
}
