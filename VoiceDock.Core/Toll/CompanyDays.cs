using System.Globalization;
using Microsoft.Extensions.Options;

namespace VoiceDock.Core.Toll;

/// <summary>The days that caps are counted by: from midnight to midnight where the company is (<c>Company:TimeZone</c>). Thread-safe.</summary>
public sealed class CompanyDays
{
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private volatile CompanyDay _last;

    public CompanyDays(IOptions<CompanyOptions> options, TimeProvider time)
    {
        _time = time;
        _zone = options.Value.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : time.LocalTimeZone;
        _last = Of(time.GetUtcNow());
    }

    /// <summary>The name of the zone, such as <c>Europe/Amsterdam</c>.</summary>
    public string Zone => _zone.Id;

    public CompanyDay Today
    {
        get
        {
            // Once a day somebody has to work it out.
            var now = _time.GetUtcNow();
            return _last is { } last && now >= last.Begins && now < last.Ends ? last : _last = Of(now);
        }
    }

    /// <summary>When the day ends, as the company's clock says it: <c>00:00 on 28 November (Europe/Amsterdam)</c>.</summary>
    public string EndInWords(CompanyDay day) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(day.Ends, _zone):HH:mm' on 'd MMMM} ({Zone})");

    private CompanyDay Of(DateTimeOffset now)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).Date);
        return new CompanyDay(date, Midnight(date), Midnight(date.AddDays(1)));
    }

    // Where clocks are put forward at midnight, the day begins when they have been.
    private DateTimeOffset Midnight(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local));
    }
}

/// <summary>A day of the company.</summary>
public sealed record CompanyDay(DateOnly Date, DateTimeOffset Begins, DateTimeOffset Ends);
