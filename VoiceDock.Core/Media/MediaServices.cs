using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Media;

/// <summary>The media room's door: one engine, built from the settings <c>Media:*</c>.</summary>
public static class MediaServices
{
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => ReadOptions(configuration));
        services.AddSingleton<MediaEngine>();
        return services;
    }

    /// <summary>
    /// Reads <c>Media:Ports</c> ("first-last"), <c>Media:Threads</c> and <c>Media:Address</c> (default: <c>Sip:Address</c>,
    /// else any).
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names key, value and what is allowed.</exception>
    public static MediaOptions ReadOptions(IConfiguration configuration)
    {
        var options = new MediaOptions();
        if (configuration["Media:Ports"] is { Length: > 0 } ports) options = ReadPorts(options, ports);
        if (configuration["Media:Threads"] is { Length: > 0 } threads)
            options = options with { Threads = TryNumber(threads, 0, 256) ?? throw Wrong("Media:Threads", threads, "0 (one per core) to 256") };
        var key = configuration["Media:Address"] is { Length: > 0 } ? "Media:Address" : "Sip:Address";
        if (configuration[key] is not { Length: > 0 } address) return options;
        return IPAddress.TryParse(address, out var bind)
            ? options with { Bind = bind }
            : throw Wrong(key, address, "an IP address of this machine, such as 0.0.0.0");
    }

    private static MediaOptions ReadPorts(MediaOptions options, string text)
    {
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && TryNumber(parts[0], 1024, 65534) is { } first && TryNumber(parts[1], first + 1, 65535) is { } last
            ? options with { FirstPort = first, LastPort = last }
            : throw Wrong("Media:Ports", text, "two ports with a hyphen, the lower first, such as 20000-29999, from 1024 to 65535");
    }

    private static int? TryNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    private static InvalidOperationException Wrong(string key, string read, string allowed) => new($"{key} is '{read}'; allowed: {allowed}.");
}
