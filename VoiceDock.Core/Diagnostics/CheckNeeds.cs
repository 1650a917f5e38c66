namespace VoiceDock.Core.Diagnostics;

/// <summary>Which checks another one stands on.</summary>
internal static class CheckNeeds
{
    /// <summary>True when <paramref name="name"/> cannot say anything before <paramref name="other"/> has run.</summary>
    public static bool Needs(this CheckName name, CheckName other) => other switch
    {
        CheckName.Dns => name is not (CheckName.Config or CheckName.Dns or CheckName.Number),
        CheckName.Connect => name is CheckName.Options or CheckName.Credentials or CheckName.Nat or CheckName.Media or CheckName.Offer,
        CheckName.Options => name is CheckName.Credentials or CheckName.Nat or CheckName.Media or CheckName.Offer,
        CheckName.Offer => name is CheckName.Media, // the call of tone mode is made there
        _ => false,
    };
}
