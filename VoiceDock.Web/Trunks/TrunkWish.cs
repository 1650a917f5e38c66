using System.Globalization;
using System.Net;
using System.Text;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Values a link puts into the form of a new trunk. Nothing is saved by it; what is not understood is left out.</summary>
/// <param name="Host">Name or address; <c>address:port</c> is taken apart.</param>
/// <param name="Codecs">With commas between.</param>
/// <param name="RegistrationUsername">The PBX registers here under this name; null: it does not.</param>
public sealed record TrunkWish(
    string? Host, int? Port = null, string? Transport = null, string? NumberFormat = null, string? Codecs = null, string? RegistrationUsername = null)
{
    private const int Longest = 253;

    /// <summary>The link to the form that is filled with a proposal.</summary>
    public static string LinkTo(TrunkProposal proposal)
    {
        var link = new StringBuilder($"/trunks/new?preset={proposal.Preset.Slug}&host={Uri.EscapeDataString(proposal.Host)}&transport={WireName.Of(proposal.Transport)}");
        if (proposal.Port is { } port) link.Append(CultureInfo.InvariantCulture, $"&port={port}");
        if (proposal.Format is { } format) link.Append(CultureInfo.InvariantCulture, $"&number_format={WireName.Of(format)}");
        if (proposal.Codecs is { } codecs) link.Append(CultureInfo.InvariantCulture, $"&codecs={string.Join(',', codecs)}");
        if (proposal.RegistrationUsername is { } user) link.Append(CultureInfo.InvariantCulture, $"&registration_username={Uri.EscapeDataString(user)}");
        return link.ToString();
    }

    /// <summary>Puts what is understood into a form that holds a preset's defaults.</summary>
    public void Fill(TrunkInput input)
    {
        if (Host is { Length: > 0 and <= Longest } host)
            (input.Host, input.Port) = IPEndPoint.TryParse(host, out var place) && place.Port != 0 ? (place.Address.ToString(), place.Port) : (host, input.Port);
        if (Port is > 0 and <= IPEndPoint.MaxPort)
            input.Port = Port;
        if (WireName.TryParse<TrunkTransport>(Transport, out var transport))
            input.Transport = WireName.Of(transport);
        if (WireName.TryParse<NumberFormat>(NumberFormat, out var format))
            input.NumberFormat = WireName.Of(format);
        if (Codecs?.Split(',').Where(c => TrunkProposal.KnownCodecs.Contains(c)).Distinct().ToList() is { Count: > 0 } codecs)
            input.Codecs = codecs;
        if (RegistrationUsername is { Length: > 0 and <= 64 } user)
            (input.AcceptsRegistration, input.RegistrationUsername) = (true, user);
    }
}
