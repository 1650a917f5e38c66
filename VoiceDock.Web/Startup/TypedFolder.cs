namespace VoiceDock.Web.Startup;

/// <summary>Where the command was typed. <c>dotnet run --project</c> starts the program in the project's folder instead; the shell's PWD still knows.</summary>
public static class TypedFolder
{
    public static string Find() => Find(Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable("PWD"));

    internal static string Find(string current, string? shell) =>
        shell is not null && Path.IsPathFullyQualified(shell) && Directory.Exists(shell) && File.Exists(Path.Combine(current, "VoiceDock.Web.csproj"))
            ? shell
            : current;
}
