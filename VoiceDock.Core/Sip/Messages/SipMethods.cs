namespace VoiceDock.Core.Sip.Messages;

/// <summary>Method names (RFC 3261, 3262, 3311, 3428, 3515, 6086, 6665). Case matters.</summary>
public static class SipMethods
{
    public const string Invite = "INVITE";
    public const string Ack = "ACK";
    public const string Bye = "BYE";
    public const string Cancel = "CANCEL";
    public const string Options = "OPTIONS";
    public const string Register = "REGISTER";
    public const string Update = "UPDATE";
    public const string Prack = "PRACK";
    public const string Info = "INFO";
    public const string Refer = "REFER";
    public const string Notify = "NOTIFY";
    public const string Message = "MESSAGE";
    public const string Subscribe = "SUBSCRIBE";

    private static readonly string[] Known =
        [Invite, Ack, Bye, Cancel, Options, Register, Update, Prack, Info, Refer, Notify, Message, Subscribe];

    /// <summary>The constant when the method is one of ours, so that no string is made for it.</summary>
    internal static string Intern(ReadOnlySpan<char> method)
    {
        foreach (var known in Known)
        {
            if (method.SequenceEqual(known)) return known;
        }

        return method.ToString();
    }
}
