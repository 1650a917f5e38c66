using VoiceDock.Core.Backups;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>A terminal, and the file named after <c>backup</c>.</summary>
internal sealed class TerminalOutput(TextWriter terminal, BackupFile? file) : IVerbOutput
{
    public Task SayAsync(string line, CancellationToken ct) => terminal.WriteLineAsync(line.AsMemory(), ct);

    public Task<Stream> OpenFileAsync(CancellationToken ct) => Task.FromResult(file?.Stream ?? throw new InvalidOperationException("This verb writes no file."));
}
