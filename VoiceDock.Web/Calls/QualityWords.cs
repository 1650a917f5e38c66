using System.Globalization;
using VoiceDock.Core.Calls;

namespace VoiceDock.Web.Calls;

/// <summary>Audio quality in words, for those who do not see the bars.</summary>
public static class QualityWords
{
    public static string Of(LegQuality? quality) => quality switch
    {
        null => "no audio yet",
        { OneWay: true } => "silent: we send, nothing comes back",
        { PacketsIn: 0 } => "no audio yet",
        { Bars: 4 } => "clear",
        { Bars: 3 } => "good",
        { Bars: 2 } => "choppy",
        _ => "poor",
    };

    /// <summary>"clear, 0.0 % lost, 3 ms jitter".</summary>
    public static string Long(LegQuality? quality) => quality is null or { PacketsIn: 0 }
        ? Of(quality)
        : string.Create(CultureInfo.InvariantCulture, $"{Of(quality)}, {quality.LossPercent:0.0} % lost, {quality.JitterMs:0} ms jitter");
}
