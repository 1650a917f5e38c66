using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Web.Diagnostics;

/// <summary>A list of reports that is kept up to date.</summary>
public static class ReportList
{
    /// <summary>The known ones with what is newer about them, newest first.</summary>
    public static IReadOnlyList<DoctorReport> With(this IReadOnlyList<DoctorReport> known, IReadOnlyList<DoctorReport> news, int most) =>
        [.. news.Concat(known.Where(k => news.All(n => n.Id != k.Id))).OrderByDescending(r => r.CreatedAt).Take(most)];
}
