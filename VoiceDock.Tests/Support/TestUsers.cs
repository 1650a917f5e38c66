using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>Real people of a running program or a storage, made as any are: invited.</summary>
public static class TestUsers
{
    public const string Password = "a long walk to the sea";

    /// <summary>Makes somebody with this role and <see cref="Password"/>.</summary>
    public static async Task<User> MakeUserAsync(this IServiceProvider services, string name, Role role)
    {
        var invite = (await services.GetRequiredService<Invites>().CreateAsync(role, name, Actor.System)).Value;
        CanaryNet.Current?.Register("an invitation", invite.Token);
        await using var scope = services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<InviteAcceptance>().AcceptAsync(invite.Token, "", Password);
        Assert.True(made.IsOk, made.Error?.Message);
        return made.Value;
    }

    /// <summary>Signs somebody in, without a browser.</summary>
    /// <returns>On whose behalf a page of that sign-in acts, and the key its cookie would hold.</returns>
    public static async Task<(Actor Actor, string Key)> SignInAsync(this IServiceProvider services, User user)
    {
        var started = await services.GetRequiredService<SignInStore>().StartAsync(user.Id, user.SecurityStamp!, "192.0.2.9", "test");
        CanaryNet.Current?.Register("the key of a sign-in", started.Key);
        return (new Actor(ActorType.Operator, user.Id.ToString(), user.UserName!) { SignIn = started.Id }, started.Key);
    }
}
