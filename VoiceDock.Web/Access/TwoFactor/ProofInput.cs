namespace VoiceDock.Web.Access.TwoFactor;

/// <summary>What somebody shows of themselves: the password, and a code where one is asked for.</summary>
public sealed class ProofInput
{
    public string Password { get; set; } = "";

    public string Code { get; set; } = "";
}
