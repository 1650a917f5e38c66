using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>The verbs that work while calls run. The same code serves the running program and a process that has the data folder to itself.</summary>
internal sealed class LiveVerbs(KeyRotation rotation, MasterKeyChange change, BackupWriter backups, PersonReset people, AuditLog audit, TimeProvider time)
{
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(VerbCall call, IVerbOutput output, CancellationToken ct) => call.Kind switch
    {
        VerbKind.KeysRotate => RotateAsync(output, ct),
        VerbKind.KeysRewrap => RewrapAsync(call.File, output, ct),
        VerbKind.UsersReset => ResetPersonAsync(call.Person!, output, ct),
        VerbKind.Backup => BackUpAsync(output, ct),
        _ => throw new ArgumentException($"{call.Kind} needs the data folder for itself.", nameof(call)),
    };

    private async Task<int> RotateAsync(IVerbOutput output, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var result = await rotation.RotateAsync(Actor.CommandLine, ct);
        if (!result.IsOk) return await RefuseAsync(result.Error, output, ct);
        var (resealed, unreadable) = result.Value;
        await output.SayAsync(FormattableString.Invariant($"A new data key is in use; {resealed} secrets were sealed with it in {time.GetElapsedTime(began).TotalSeconds:0.0} s. The old one is forgotten once nothing is sealed with it."), ct);
        if (unreadable > 0) await output.SayAsync($"{unreadable} secrets cannot be read and were left as they are; the trunk pages say which. The old data key is kept for them.", ct);
        return 0;
    }

    private async Task<int> RewrapAsync(string? newFile, IVerbOutput output, CancellationToken ct)
    {
        var result = await change.RewrapAsync(newFile, Actor.CommandLine, ct);
        if (!result.IsOk) return await RefuseAsync(result.Error, output, ct);
        var done = result.Value;
        await output.SayAsync($"The database has a new master key, {done.MasterId}, in {done.File}. Back it up apart from the database.", ct);
        if (done.Kept is not null) await output.SayAsync($"The key before is kept in {done.Kept}: backups made before need it. Remove it when they are gone.", ct);
        if (done.MustBeNamed) await output.SayAsync($"From now on start VoiceDock with VOICEDOCK_MASTER_KEY_FILE={done.File}; the key before opens backups made before, not this database.", ct);
        return 0;
    }

    private async Task<int> ResetPersonAsync(string name, IVerbOutput output, CancellationToken ct)
    {
        var result = await people.RunAsync(name, ct);
        if (!result.IsOk) return await RefuseAsync(result.Error, output, ct);
        var made = result.Value;
        await audit.NoteAsync(Actor.CommandLine, "person.reset", new AuditObject("person", null, made.UserName));
        await output.SayAsync($"{made.UserName} signs in once with this password, until {made.Until:yyyy-MM-dd HH:mm} UTC, and chooses a new one:", ct);
        await output.SayAsync($"    {made.Password}", ct);
        await output.SayAsync("Two-factor is off for them, and every sign-in of theirs has ended. The password is shown only here.", ct);
        if (made.IsDisabled) await output.SayAsync("The account is disabled: an administrator has to enable it first.", ct);
        return 0;
    }

    private async Task<int> BackUpAsync(IVerbOutput output, CancellationToken ct)
    {
        var result = await backups.WriteAsync(Actor.CommandLine, _ => output.OpenFileAsync(ct), ct);
        return result.IsOk ? 0 : await RefuseAsync(result.Error, output, ct);
    }

    private static async Task<int> RefuseAsync(Error error, IVerbOutput output, CancellationToken ct)
    {
        await output.SayAsync(error.Message, ct);
        return ExitCodes.CannotStart;
    }
}
