using System.Globalization;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>What a REGISTER asks for (RFC 3261 section 10.3, steps 6 and 7).</summary>
/// <param name="RemovesAll">Contact was <c>*</c>.</param>
/// <param name="Contacts">With the time each is to last; zero removes it. Empty: only a query.</param>
internal sealed record BindingWish(bool RemovesAll, IReadOnlyList<(SipUri Contact, TimeSpan Expires)> Contacts)
{
    /// <summary>Null when the request makes no sense: 400.</summary>
    public static BindingWish? Read(SipRequest register, TimeSpan usual)
    {
        var values = register.Values("Contact").ToList();
        var header = register.Headers["Expires"];
        if (values.Contains("*")) return values.Count == 1 && header?.Trim() == "0" ? new BindingWish(true, []) : null;
        var contacts = new List<(SipUri, TimeSpan)>(values.Count);
        foreach (var value in values)
        {
            if (!NameAddr.TryParse(value, out var contact) || !contact.Uri.IsSip || contact.Uri.HasHeaders) return null;
            contacts.Add((contact.Uri, Seconds(contact.Parameters["expires"] ?? header, usual)));
        }

        return new BindingWish(false, contacts);
    }

    // 20.19: what cannot be read means the usual time
    private static TimeSpan Seconds(string? text, TimeSpan usual) =>
        uint.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : usual;
}
