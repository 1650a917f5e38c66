using VoiceDock.Core.Common;

namespace VoiceDock.Core.Demo;

/// <summary>The expected refusals of the practice desk.</summary>
public static class DemoErrors
{
    public static readonly Error NotRunning = new(ErrorKind.Conflict, "practice_not_running", "The practice PBX does not run. Start it first.");

    public static readonly Error EnoughCallers = new(ErrorKind.TooMany, "practice_callers",
        $"At most {PracticeDesk.MostCallers} practice callers are on the line at once. Wait until one has hung up.");

    public static Error CannotListen(string why) => new(ErrorKind.Unavailable, "practice_port", $"The practice PBX cannot listen on loopback: {why}.");
}
