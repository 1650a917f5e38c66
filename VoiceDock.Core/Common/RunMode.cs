using Microsoft.Extensions.Configuration;

namespace VoiceDock.Core.Common;

/// <summary>How this process was started.</summary>
/// <param name="Demo">True with <c>--demo</c>: temporary data folder, loopback targets only, test keys accepted.</param>
public sealed record RunMode(bool Demo)
{
    /// <summary>The setting behind the switch <c>--demo</c>.</summary>
    public const string DemoKey = "Demo";

    /// <summary>Reads the setting; present without a value counts as on.</summary>
    /// <exception cref="StartupException">The value is neither a truth value nor empty.</exception>
    public static RunMode From(IConfiguration configuration) => configuration[DemoKey] switch
    {
        null => new(false),
        "" => new(true),
        var text when bool.TryParse(text, out var demo) => new(demo),
        var text => throw new StartupException(ExitCodes.CannotStart, $"The setting {DemoKey} is '{text}'; allowed are true and false."),
    };
}
