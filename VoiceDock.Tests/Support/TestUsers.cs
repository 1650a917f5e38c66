using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Support;

/// <summary>Real people of a running program or a storage, made as any are: invited.</summary>
public static class TestUsers
{
    public const string Password = "a long walk to the sea";

    /// <summary>Makes somebody with this role and <see cref="Password"/>.</summary>
    public static async Task<User> MakeUserAsync(this IServiceProvider services, string name, Role role)
    {
        var invite = (await services.GetRequiredService<Invites>().CreateAsync(role, name, Actor.System)).Value;
        await using var scope = services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<InviteAcceptance>().AcceptAsync(invite.Token, "", Password);
        Assert.True(made.IsOk, made.Error?.Message);
        return made.Value;
    }

    /// <summary>Signs somebody in, without a browser.</summary>
    /// <returns>On whose behalf a page of that sign-in acts, and the key its cookie would hold.</returns>
    public static async Task<(Actor Actor, string Key)> SignInAsync(this IServiceProvider services, User user)
    {
        var store = services.GetRequiredService<SignInStore>();
        var before = (await store.ListAsync(user.Id)).Select(s => s.Id).ToHashSet();
        var key = await store.StartAsync(user.Id, user.SecurityStamp!, "192.0.2.9", "test");
        var signIn = Assert.Single(await store.ListAsync(user.Id), s => !before.Contains(s.Id));
        return (new Actor(ActorType.Operator, user.Id.ToString(), user.UserName!) { SignIn = signIn.Id }, key);
    }
}
