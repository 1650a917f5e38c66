using VoiceDock.Web;
using VoiceDock.Web.Startup;
using VoiceDock.Web.Startup.Verbs;

if (CommandLine.Answer(args) is { } answer)
{
    Console.WriteLine(answer);
    return 0;
}

try
{
    if (CommandLine.Read(args, TypedFolder.Find()) is { Verb: { } verb } typed)
    {
        var parts = HostStart.CreateVerbBuilder(typed.Settings);
        parts.AddVoiceDockWeb();
        return await new VerbRun(verb, parts, Console.In, Console.Out).RunAsync();
    }

    var builder = HostStart.CreateBuilder(args);
    builder.AddVoiceDockWeb();
    await using var app = builder.Build();
    app.PrepareData();
    app.MapVoiceDockWeb();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartFailure.Of(e) is { } failure)
{
    Console.Error.WriteLine(failure.Sentence);
    return failure.ExitCode;
}

public partial class Program;
