using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// What stands between a wish and the database: field rules, the target guard, the password for a move, and what a PBX that registers with us needs.
/// </summary>
internal sealed class TrunkChecks(TrunkRules rules, OutboundTargetGuard guard, TrunkDirectory directory)
{
    public Error? OnCreate(TrunkInput input) =>
        Fields(input) ?? Keys(input) ?? Target(input) ?? Registration(null, input.RegistrationPassword is not null, input)
        ?? Backup(null, input);

    public Error? OnUpdate(Trunk trunk, TrunkPatch patch, TrunkInput input) =>
        Fields(input) ?? Keys(input) ?? Target(input) ?? Move(trunk, patch, input) ?? Registration(
            trunk, patch.RegistrationPassword.IsPresent ? patch.RegistrationPassword.Value is not null : trunk.HasRegistrationPassword, input)
        ?? Backup(trunk, input);

    private Error? Fields(TrunkInput input) => rules.Problems(input) is { Count: > 0 } problems ? Error.Validation(problems) : null;

    // SRTP keys stand in the messages in the clear
    private static Error? Keys(TrunkInput input)
    {
        var isOff = input.Srtp is null || string.Equals(input.Srtp, WireName.Of(TrunkSrtp.Off), StringComparison.OrdinalIgnoreCase);
        return isOff || input.MeantTransport() == TrunkTransport.Tls ? null : TrunkErrors.SrtpNeedsTls;
    }

    // names are judged when they are used; a literal can be judged now
    private Error? Target(TrunkInput input)
    {
        var port = input.Port ?? Trunk.DefaultPortOf(input.MeantTransport());
        var verdict = guard.CheckStorable(TrunkHost.TryReadLiteral(input.Host!, out var literal) ? literal : null, port);
        return verdict.IsAllowed ? null : TrunkErrors.TargetRefused(literal is null ? "port" : "host", verdict.Reason!);
    }

    // whoever may change a trunk must not be able to send its stored password somewhere else
    private static Error? Move(Trunk trunk, TrunkPatch patch, TrunkInput input)
    {
        if (!trunk.HasPassword || patch.Password.IsPresent) return null;
        return TrunkMove.MovedField(trunk, input) is { } field ? TrunkErrors.PasswordRequired(field) : null;
    }

    // only one level is used, but a circle is always a mistake
    private Error? Backup(Trunk? trunk, TrunkInput input)
    {
        if (!Guid.TryParse(input.BackupTrunkId, out var id)) return null;
        if (directory.Find(id) is not { } backup) return TrunkErrors.UnknownBackup;
        List<string> names = [input.Name!];
        for (var at = backup; at is not null && names.Count <= directory.All.Count + 1; at = at.BackupTrunkId is { } next ? directory.Find(next) : null)
        {
            names.Add(at.Name);
            if (at.Id == trunk?.Id) return TrunkErrors.BackupCycle(string.Join(" → ", names));
        }
        return null;
    }

    // the user name is all that tells which trunk a registration is for
    private Error? Registration(Trunk? trunk, bool hasPassword, TrunkInput input)
    {
        if (input.AcceptsRegistration != true) return null;
        if (!hasPassword) return Error.Validation([("registration_password", "is needed: the PBX registers with it")]);
        var other = directory.All.FirstOrDefault(t => t.Id != trunk?.Id && t.AcceptsRegistration && t.RegistrationUsername == input.RegistrationUsername);
        return other is null ? null : Error.Validation([("registration_username", $"is used by trunk '{other.Name}' already; choose another one")]);
    }
}
