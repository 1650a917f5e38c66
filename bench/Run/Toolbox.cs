namespace VoiceDock.Bench.Run;

/// <summary>Our own C tools, compiled beside the bench when they are missing or older than their source.</summary>
internal static class Toolbox
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "tools");

    /// <summary>The file of a tool.</summary>
    /// <exception cref="BenchException">There is no C compiler, or it refuses the source.</exception>
    public static async Task<string> FindAsync(string tool)
    {
        var program = Path.Combine(Folder, tool);
        var newest = Directory.EnumerateFiles(Folder, "*.?").Max(File.GetLastWriteTimeUtc);
        if (File.Exists(program) && File.GetLastWriteTimeUtc(program) > newest)
            return program;
        var compiler = Machine.Find("gcc") ?? Machine.Find("cc") ?? throw new BenchException("There is no C compiler (Debian packages gcc and libc6-dev).");
        await using var child = Child.Start(compiler, ["-O2", "-Wall", "-Wextra", "-Werror", "-o", program, $"{program}.c"]);
        var said = await child.EndAsync(60);
        return child.ExitCode == 0 ? program : throw new BenchException($"{tool}.c was not compiled: {said}");
    }

    /// <summary>Starts this very program in another role.</summary>
    public static Child StartHost(IEnumerable<string> arguments, int? cpu, int seconds = 180) =>
        Child.Start(Environment.ProcessPath!, [typeof(Toolbox).Assembly.Location, .. arguments], cpu, seconds);
}
