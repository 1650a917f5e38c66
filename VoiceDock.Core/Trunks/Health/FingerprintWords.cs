using System.Globalization;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>Compares what a peer says of itself with what it said before. Pure.</summary>
internal static class FingerprintWords
{
    /// <summary>A sentence for each part both name and that differs.</summary>
    public static IEnumerable<(FingerprintField Field, string Words)> Between(PeerFingerprint before, PeerFingerprint now)
    {
        if (before.Server is { } server && now.Server is { } other && server != other)
            yield return (FingerprintField.Server, $"Server changed from {server} to {other}.");
        if (before.Allow is { } allow && now.Allow is { } methods && Changes(allow, methods) is { } difference)
            yield return (FingerprintField.Allow, $"Allow changed: {difference}.");
        if (before.Codecs is { } codecs && now.Codecs is { } others && !codecs.SequenceEqual(others))
            yield return (FingerprintField.Codecs, $"Codecs changed from {Join(codecs)} to {Join(others)}.");
        if (before.Certificate is { } certificate && now.Certificate is { } shown && certificate.Sha256 != shown.Sha256)
            yield return (FingerprintField.Certificate, Of(certificate, shown));
    }

    /// <summary><c>2026-12-31</c>.</summary>
    public static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is said of a certificate that ends soon.</summary>
    public static string Expiring(PeerCertificateFacts certificate, DateTime now)
    {
        var days = (int)Math.Floor((certificate.EndsAt - now).TotalDays);
        var when = days switch
        {
            < 0 => $"expired on {Day(certificate.EndsAt)}; the connection in use is older",
            0 => $"expires today, {Day(certificate.EndsAt)}",
            1 => $"expires tomorrow, {Day(certificate.EndsAt)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"expires on {Day(certificate.EndsAt)}, in {days} days"),
        };
        return $"The peer's certificate {when}.";
    }

    private static string Of(PeerCertificateFacts before, PeerCertificateFacts now) => before.Issuer == now.Issuer
        ? $"Certificate changed: again from {now.Issuer}, until {Day(now.EndsAt)} (before until {Day(before.EndsAt)})."
        : $"Certificate changed: now from {now.Issuer} until {Day(now.EndsAt)}, before from {before.Issuer}.";

    // their order says nothing
    private static string? Changes(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var (gone, fresh) = (before.Except(now).ToList(), now.Except(before).ToList());
        return (gone.Count, fresh.Count) switch
        {
            (0, 0) => null,
            (_, 0) => $"{Join(gone)} gone",
            (0, _) => $"{Join(fresh)} new",
            _ => $"{Join(gone)} gone, {Join(fresh)} new",
        };
    }

    private static string Join(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
