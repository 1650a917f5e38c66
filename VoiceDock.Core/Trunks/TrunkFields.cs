using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentValidation;
using FluentValidation.Results;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>The single fields of a trunk, each judged alone: what is wrong with it, or null.</summary>
internal static class TrunkFields
{
    public const int MostInboundAddresses = 64;
    public const int MostCaBytes = 32 * 1024;

    /// <summary>Codecs that can be used today.</summary>
    public static readonly IReadOnlyList<string> KnownCodecs = ["PCMA", "PCMU", "G722"];

    public static string? Host(string? text) =>
        TrunkHost.TryNormalise(text, out _) ? null : "must be a host name, an IPv4 or an IPv6 address, without a port";

    public static string? User(string? text) =>
        FieldText.Line(text, 128) ?? (text!.AsSpan().ContainsAny(":<>\"'") ? "must not contain : < > or quote characters" : null);

    /// <summary>RFC 3261 section 25.1, token.</summary>
    public static string? Token(string? text) =>
        FieldText.Line(text, 128) ?? (text!.All(c => char.IsAsciiLetterOrDigit(c) || "-.!%*_+`'~".Contains(c)) ? null : "may contain only letters, digits and -.!%*_+`'~");

    /// <summary>PEM certificates; everything around them is taken as a comment.</summary>
    public static string? CaPem(string? text)
    {
        if (Encoding.UTF8.GetByteCount(text!) > MostCaBytes) return $"must be at most {MostCaBytes / 1024} KB";
        if (text!.Contains("PRIVATE KEY", StringComparison.Ordinal)) return "must not contain a private key; only the authority's certificate is needed";
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(text);
            return certificates.Count == 0 ? "must hold a certificate that begins with -----BEGIN CERTIFICATE-----" : null;
        }
        catch (CryptographicException)
        {
            return "holds a certificate that cannot be read";
        }
    }

    public static string? Country(string? text) => PhoneNumber.IsCountry(text) ? null : "must be a country code of two letters (ISO 3166), such as NL";

    public static string? Prefix(string? text) =>
        text!.Length <= 8 && text.All(c => char.IsAsciiDigit(c) || c is '*' or '#') ? null : "must be 1 to 8 of the keys 0-9, * and #";

    public static string? Pattern(string? text) => ExtensionPattern.TryParse(text, out _, out var problem) ? null : problem;

    public static string? Number(string? text) => PhoneNumber.IsE164(text) ? null : "must be a number in the form +31201234567";

    public static void InboundAddresses(IReadOnlyList<string>? addresses, ValidationContext<TrunkInput> context)
    {
        if (addresses is null) return;
        if (addresses.Count > MostInboundAddresses) Fail(context, $"must have at most {MostInboundAddresses} entries");
        foreach (var text in addresses.Take(MostInboundAddresses))
        {
            if (!PeerNetwork.TryParse(text, out _, out var problem)) Fail(context, $"'{FieldText.Shown(text)}' {problem}");
        }
    }

    public static void Codecs(IReadOnlyList<string>? codecs, ValidationContext<TrunkInput> context)
    {
        if (codecs is null) return;
        if (codecs.Count == 0) Fail(context, "must name at least one codec");
        foreach (var codec in codecs.Take(8).Where(c => !KnownCodecs.Contains(c, StringComparer.OrdinalIgnoreCase)))
            Fail(context, $"'{FieldText.Shown(codec)}' is not supported; supported today: {string.Join(", ", KnownCodecs)}");
        if (codecs.Distinct(StringComparer.OrdinalIgnoreCase).Count() != codecs.Count) Fail(context, "must name each codec once");
    }

    private static void Fail(ValidationContext<TrunkInput> context, string what) =>
        context.AddFailure(new ValidationFailure(context.PropertyPath, what));
}
