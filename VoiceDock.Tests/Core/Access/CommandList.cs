using System.Reflection;
using VoiceDock.Core;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Tests.Core.Access;

/// <summary>
/// The commands of the core, found in the program itself: public methods that are told on whose behalf they act. The role each needs is written down here,
/// so that a new command fails the tests until somebody has thought about who may give it.
/// </summary>
internal static class CommandList
{
    public static readonly IReadOnlyDictionary<string, Role> Needed = new Dictionary<string, Role>
    {
        ["TrunkStore.CreateAsync"] = Role.Admin,
        ["TrunkStore.UpdateAsync"] = Role.Admin,
        ["TrunkStore.DeleteAsync"] = Role.Admin,
        ["TrunkChecker.CheckAsync"] = Role.Operator,
        ["NumberStore.CreateAsync"] = Role.Admin,
        ["NumberStore.UpdateAsync"] = Role.Admin,
        ["NumberStore.DeleteAsync"] = Role.Admin,
        ["AssistantStore.CreateAsync"] = Role.Admin,
        ["AssistantStore.UpdateAsync"] = Role.Admin,
        ["AssistantStore.DeleteAsync"] = Role.Admin,
        ["ApiKeyStore.CreateAsync"] = Role.Admin,
        ["ApiKeyStore.ListAsync"] = Role.Admin,
        ["ApiKeyStore.RevokeAsync"] = Role.Admin,
        ["ApiKeyRotation.RotateAsync"] = Role.Admin,
        ["ApiKeyRotation.EndOverlapAsync"] = Role.Admin,
        ["PeopleStore.List"] = Role.Admin,
        ["PeopleStore.ListDetailsAsync"] = Role.Admin,
        ["PeopleStore.TiesOfAsync"] = Role.Admin,
        ["PeopleStore.SetRoleAsync"] = Role.Admin,
        ["PeopleStore.DisableAsync"] = Role.Admin,
        ["PeopleStore.EnableAsync"] = Role.Admin,
        ["PeopleStore.RemoveAsync"] = Role.Admin,
        ["PeopleStore.SignOutAsync"] = Role.Admin,
        ["Invites.CreateAsync"] = Role.Admin,
        ["Invites.ListAsync"] = Role.Admin,
        ["Invites.WithdrawAsync"] = Role.Admin,
        ["DestinationPolicyStore.UpdateAsync"] = Role.Admin,
        ["SpeechModelStore.SaveAsync"] = Role.Admin,
        ["SpeechModelStore.DeleteAsync"] = Role.Admin,
        ["WebhookStore.SaveAsync"] = Role.Admin,
        ["WebhookStore.DeleteAsync"] = Role.Admin,
        ["WebhookTester.TestAsync"] = Role.Admin,
        ["DeliveryBook.ListAsync"] = Role.Admin,
        ["DeliveryBook.ShowPayloadAsync"] = Role.Admin,
        ["DeliveryBook.SendAgainAsync"] = Role.Admin,
        ["BackupWriter.WriteAsync"] = Role.Admin,
        ["KeyRotation.RotateAsync"] = Role.Admin,
        ["MasterKeyChange.RewrapAsync"] = Role.Admin,
        ["AuditBook.ListAsync"] = Role.Admin,
        ["AuditBook.ExportAsync"] = Role.Admin,
        ["CallDesk.TransferAsync"] = Role.Operator,
        ["CallDesk.CancelTransferAsync"] = Role.Operator,
        ["CallDesk.TakeBackAsync"] = Role.Operator,
        ["CallDesk.SayAsync"] = Role.Operator,
        ["CallDesk.AddContextAsync"] = Role.Operator,
        ["CallDesk.HoldAsync"] = Role.Operator,
        ["CallDesk.ResumeAsync"] = Role.Operator,
        ["CallDesk.EndAsync"] = Role.Operator,
        ["Doctor.StartAsync"] = Role.Operator,
        ["Doctor.Cancel"] = Role.Operator,
        ["OutboundDesk.PlaceAsync"] = Role.Operator,
        ["PbxWaits.Begin"] = Role.Operator,
        ["PracticeDesk.StartAsync"] = Role.Admin,
        ["PracticeDesk.Call"] = Role.Operator,
        ["PracticeDesk.StopAsync"] = Role.Admin,
    };

    // They decide or plan for the commands, and do nothing themselves.
    private static readonly HashSet<string> NoCommands =
    [
        "Permits.Refusal", "SignInConfirmation.RefusalAsync", "SignInConfirmation.ConfirmAsync", "TransferPlanner.Plan", "AuditLog.Write", "AuditLog.Note",
        "AuditLog.NoteAsync",
    ];

    public static IReadOnlyList<MethodInfo> Found { get; } =
    [
        .. typeof(CoreServices).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.BaseType == typeof(object))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => !m.IsSpecialName && m.Name is not ("Deconstruct" or "Equals") && m.GetParameters().Any(p => p.ParameterType == typeof(Actor) || p.ParameterType == typeof(DoctorOrder)))
            .Where(m => !NoCommands.Contains(NameOf(m))),
    ];

    public static string NameOf(MethodInfo command) => $"{command.DeclaringType!.Name}.{command.Name}";

    /// <summary>Waits for whatever a command gives and reads its refusal.</summary>
    public static async Task<Error?> ErrorOfAsync(object? given)
    {
        if (given is Task task)
        {
            await task;
            given = task.GetType().GetProperty("Result")!.GetValue(task);
        }
        var error = given!.GetType().GetProperty(nameof(Result.Error)) ?? throw new InvalidOperationException($"{given.GetType()} is no Result.");
        return (Error?)error.GetValue(given);
    }
}
