using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Storage;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>
/// Carries out a verb: by the running program where one runs on the data folder, else in this process with the folder locked. What replaces the database
/// or gives up its secrets is done only while no program runs.
/// </summary>
internal sealed class VerbRun(VerbCall call, WebApplicationBuilder builder, TextReader input, TextWriter terminal)
{
    private const string ResetWord = "reset keys";

    /// <returns>The exit code.</returns>
    /// <exception cref="StartupException">One sentence and an exit code.</exception>
    public async Task<int> RunAsync(CancellationToken ct = default) => call.Kind switch
    {
        VerbKind.KeysReset => await ResetAsync(),
        VerbKind.Restore => await RestoreAsync(ct),
        VerbKind.Backup => await BackUpAsync(ct),
        _ => await LiveAsync(new TerminalOutput(terminal, null), AloneAsync, ct),
    };

    private async Task<int> LiveAsync(TerminalOutput output, Func<TerminalOutput, CancellationToken, Task<int>> alone, CancellationToken ct)
    {
        if (StorageStartup.FolderOf(builder.Configuration) is { } folder && await ControlClient.AskAsync(folder, call, output, ct) is { } exit) return exit;
        try
        {
            StorageStartup.RequireDatabase(builder.Configuration);
            return await alone(output, ct);
        }
        catch (StartupException e) when (e.ExitCode == ExitCodes.FolderInUse)
        {
            throw new StartupException(e.ExitCode, $"{e.Sentence} It does not listen for commands: try again in a moment, or stop it first.", e);
        }
    }

    private async Task<int> AloneAsync(TerminalOutput output, CancellationToken ct)
    {
        await using var app = builder.Build();
        app.PrepareData();
        var exit = await app.Services.GetRequiredService<LiveVerbs>().RunAsync(call, output, ct);
        await app.Services.GetRequiredService<KeyRotation>().FinishAloneAsync(ct);
        return exit;
    }

    private async Task<int> BackUpAsync(CancellationToken ct)
    {
        await using var file = BackupFile.Create(call.File!);
        var exit = await LiveAsync(new TerminalOutput(terminal, file), BackUpAloneAsync, ct);
        if (exit != 0) return exit;
        var manifest = await file.CompleteAsync(ct);
        await terminal.WriteLineAsync($"{call.File} holds the database ({manifest.Bytes / 1024:N0} KB) as it was at {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC. It can be used only with the master key {manifest.MasterKey}, which is not in it: keep that elsewhere.");
        return 0;
    }

    private async Task<int> BackUpAloneAsync(TerminalOutput output, CancellationToken ct)
    {
        using var backups = BackupWriter.Alone(builder.Configuration, TimeProvider.System);
        var result = await backups.WriteAsync(Actor.System, _ => output.OpenFileAsync(ct), ct);
        return result.IsOk ? 0 : throw new StartupException(ExitCodes.CannotStart, result.Error.Message);
    }

    private async Task<int> RestoreAsync(CancellationToken ct)
    {
        await using var app = builder.Build();
        var restore = app.Services.GetRequiredService<BackupRestore>();
        var report = call.VerifyOnly ? await restore.VerifyAsync(call.File!, ct) : await restore.RestoreAsync(call.File!, ct);
        var of = report.Manifest;
        await terminal.WriteLineAsync($"The backup is sound: the database as it was at {of.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC, made by version {of.Version}; the master key {of.MasterKey} opens it{Secrets(report)}.");
        if (call.VerifyOnly) await terminal.WriteLineAsync("Nothing was changed.");
        else await terminal.WriteLineAsync($"It is in place; everybody signs in anew.{(report.Replaced is { } kept ? $" The database before is kept in {kept}." : "")}");
        return 0;
    }

    private static string Secrets(RestoreReport report) => report switch
    {
        { Secrets: null } => "",
        { Unreadable: 0 } => $" and its {report.Secrets} secrets",
        _ => $" and {report.Secrets - report.Unreadable} of its {report.Secrets} secrets; {report.Unreadable} were damaged before",
    };

    private async Task<int> ResetAsync()
    {
        await using var app = builder.Build();
        using var reset = app.Services.GetRequiredService<KeyReset>().Begin();
        await terminal.WriteLineAsync($"The master key of {reset.Folder} does not open its database. A reset gives up {reset.CountSecrets()} stored secrets (trunk passwords and the like) and every API key; trunks, numbers, assistants, calls and people stay. If the key may still be found, stop here.");
        await terminal.WriteLineAsync($"Type '{ResetWord}' to go on:");
        if ((await input.ReadLineAsync())?.Trim() != ResetWord) throw new StartupException(ExitCodes.CannotStart, "Not confirmed. Nothing was changed.");
        var done = reset.Apply();
        await terminal.WriteLineAsync($"The database has the master key {done.MasterId}{(done.File is { } file ? $" in {file}" : "")}. Type the trunks' passwords again and make new API keys. The database before is kept in {done.Copy}.");
        return 0;
    }
}
