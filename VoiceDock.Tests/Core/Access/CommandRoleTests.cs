using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>T18, T21: every command of the running core x every role, by the people stored in its database.</summary>
[Trait("Kind", "Integration")]
public sealed class CommandRoleTests(CallRigFixture fixture) : IClassFixture<CallRigFixture>
{
    public static TheoryData<string> Commands => [.. CommandList.Needed.Keys];

    [Fact]
    public void EveryCommand_IsInTheList() =>
        Assert.Equal(CommandList.Needed.Keys.Order(StringComparer.Ordinal), CommandList.Found.Select(CommandList.NameOf).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_IsTakenFromWhoHasTheRole_AndFromNobodyElse(string command)
    {
        var needed = CommandList.Needed[command];
        foreach (var method in CommandList.Found.Where(m => CommandList.NameOf(m) == command))
        {
            foreach (var role in Enum.GetValues<Role>())
                await AssertAsync(method, await AddAsync(role), isAllowed: role >= needed, $"yours is {WireName.Of(role)}");
            await AssertAsync(method, await AddAsync(Role.Admin, disabled: true), isAllowed: false, "disabled");
            await AssertAsync(method, new Actor(ActorType.Operator, Guid.NewGuid().ToString(), "nobody"), isAllowed: false, "does not exist any more");
            await AssertAsync(method, new Actor(ActorType.Operator, "", "nobody"), isAllowed: false, "does not exist any more");
        }
    }

    [Fact]
    public async Task ARoleTakenAway_IsGoneWithTheNextCommand()
    {
        var ann = await AddAsync(Role.Admin);
        var numbers = fixture.Rig.Get<NumberStore>();
        Assert.Equal("not_found", (await numbers.DeleteAsync(Guid.NewGuid(), ann)).Error?.Code);

        await ChangeAsync(async db => await db.UserRoles.Where(r => r.UserId == Guid.Parse(ann.Id)).ExecuteDeleteAsync());

        var refusal = (await numbers.DeleteAsync(Guid.NewGuid(), ann)).Error;
        Assert.Equal((ErrorKind.Forbidden, "forbidden"), (refusal?.Kind, refusal?.Code));
        Assert.Contains("You need the role admin", refusal!.Message, StringComparison.Ordinal);
    }

    private async Task AssertAsync(MethodInfo method, Actor actor, bool isAllowed, string why)
    {
        var arguments = method.GetParameters().Select(p => Argument(p, actor)).ToArray();
        var error = await CommandList.ErrorOfAsync(method.Invoke(fixture.Rig.Get(method.DeclaringType!), arguments));
        var cell = $"{CommandList.NameOf(method)} by {actor.Name} ({why}): {error}";
        Assert.True((error?.Code != "forbidden") == isAllowed, cell);
        if (isAllowed)
            return;
        Assert.True(error!.Kind == ErrorKind.Forbidden && error.Message.Contains(why, StringComparison.Ordinal), cell);
        if (actor.Id.Length > 0)
            Assert.Equal("forbidden", (await EntryOfAsync(actor)).Refusal);
    }

    private async Task<AuditEntry> EntryOfAsync(Actor actor)
    {
        await fixture.Rig.Get<AuditWriter>().WriteAsync();
        await using var db = await fixture.Rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        return await db.Set<AuditEntry>().SingleAsync(e => e.ActorId == actor.Id);
    }

    // What a command gets besides who gives it: refusal comes before any of this is looked at.
    private object? Argument(ParameterInfo parameter, Actor actor)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Actor))
            return actor;
        if (type == typeof(DoctorOrder))
            return new DoctorOrder(fixture.Rig.Subject(fixture.Rig.Trunk), actor);
        if (type == typeof(Trunk))
            return fixture.Rig.Trunk;
        if (type == typeof(Guid))
            return Guid.NewGuid();
        if (parameter.Name == "newFile")
            return Path.Combine(fixture.Rig.Folder, $"master.key-{Guid.NewGuid():N}");
        if (type == typeof(Func<VoiceDock.Core.Backups.BackupManifest, Task<Stream>>))
            return (VoiceDock.Core.Backups.BackupManifest _) => Task.FromResult<Stream>(new MemoryStream());
        if (type == typeof(string))
            return "none";
        if (type == typeof(ApiKeyInput))
            return new ApiKeyInput { Name = "", Scopes = [] };
        if (type == typeof(AuditQuery))
            return new AuditQuery(What: "none");
        if (type == typeof(TransferOrder))
            return new TransferOrder("200", null);
        if (type == typeof(OutboundOrder))
            return new OutboundOrder("none");
        return type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance(type) : null;
    }

    private async Task<Actor> AddAsync(Role role, bool disabled = false)
    {
        var id = Guid.CreateVersion7();
        var name = $"{WireName.Of(role)}-{id:N}";
        await ChangeAsync(async db =>
        {
            var user = new User { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = DateTime.UtcNow };
            if (disabled)
                user.DisabledAt = user.CreatedAt;
            var held = await db.Roles.SingleAsync(r => r.Name == WireName.Of(role));
            db.Add(user);
            db.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = held.Id });
            await db.SaveChangesAsync();
        });
        return new Actor(ActorType.Operator, id.ToString(), name);
    }

    private async Task ChangeAsync(Func<VoiceDockDb, Task> change)
    {
        await using (var db = await fixture.Rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync())
            await change(db);
        await fixture.Rig.Get<PeopleStore>().ReloadAsync();
    }
}
