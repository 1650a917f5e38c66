using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>The real room of sign-in on a file of its own, with a clock of the test's and quick password hashes.</summary>
public sealed class AccessRoom : IDisposable
{
    public const string Password = "a long walk home";

    public AccessRoom(string? mode = null) => Storage = new TestStorage(
        time: Time,
        more: (services, _) =>
        {
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
            services.AddSingleton<IPasswordHasher<User>>(p => Hasher = new CountingHasher(ActivatorUtilities.CreateInstance<PasswordHasher<User>>(p)));
        },
        settings: ("Security:TwoFactor", mode));

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));

    public TestStorage Storage { get; }

    /// <summary>Set when a password is first hashed.</summary>
    public CountingHasher Hasher { get; private set; } = default!;

    public T Get<T>()
        where T : notnull => Storage.Get<T>();

    public async Task<User> AddAsync(string name = "ann", string role = RoleNames.Admin)
    {
        await using var scope = Storage.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User { Id = Guid.CreateVersion7(), UserName = name, CreatedAt = Time.GetUtcNow().UtcDateTime };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
        return user;
    }

    /// <summary>As the database has them now.</summary>
    public User Read(Guid id)
    {
        using var db = Storage.OpenDb();
        return db.Users.Single(u => u.Id == id);
    }

    public void Change(Guid id, Action<User> change)
    {
        using var db = Storage.OpenDb();
        change(db.Users.Single(u => u.Id == id));
        db.SaveChanges();
    }

    public void Dispose() => Storage.Dispose();
}
