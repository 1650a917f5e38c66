namespace VoiceDock.Web.Shared.Forms;

/// <summary>The rules speak in half sentences ("must be …"), as the API shows them behind a field's name; screens show whole ones.</summary>
public static class FieldSentence
{
    public static string Of(string label, string message)
    {
        var whole = message.Length > 0 && char.IsLower(message[0]) ? $"{label} {message}" : message;
        return whole.EndsWith('.') ? whole : whole + ".";
    }
}
