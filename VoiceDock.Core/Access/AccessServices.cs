using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access.Passwords;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>Door of the room: users, roles, sign-in, API keys, first-run set-up. Cookies and authentication schemes are the web host's.</summary>
public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<User>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<VoiceDockDb>()
            .AddPasswordValidator<GuessedPasswords>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddSingleton(RefusedPasswords.From(configuration));
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.AddSingleton<IValidator<ApiKeyInput>, ApiKeyRules>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton(new LostKeyStep("UPDATE api_keys SET RevokedAt = @now, RevokedBecause = 'the master key was lost and reset' WHERE RevokedAt IS NULL"));
        services.AddSingleton<ApiKeyRotation>();
        services.AddSingleton<SignInConfirmation>();
        services.AddSingleton<PeopleDirectory>().AddSingleton<PeopleLoader>().AddSingleton<Permits>();
        services.AddSingleton<IAuditReaders>(p => p.GetRequiredService<Permits>());
        services.AddSingleton(p => new PeopleStore(
            p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(), p.GetRequiredService<PeopleDirectory>(), p.GetRequiredService<PeopleLoader>(),
            p.GetRequiredService<Permits>(), p.GetRequiredService<SignInStore>(), p.GetRequiredService<AuditLog>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Invites>();
        services.AddScoped<InviteAcceptance>();
        services.AddHostedService(p => p.GetRequiredService<PeopleLoader>());
        services.AddSingleton<SetupToken>();
        services.AddSingleton<SetupGate>();
        services.AddScoped<FirstRun>();
        services.AddSignIns(configuration);
        return services;
    }

    private static void AddSignIns(this IServiceCollection services, IConfiguration configuration)
    {
        var mode = TwoFactorRule.ReadMode(configuration);
        services.AddSingleton(p => new TwoFactorRule(mode, p.GetRequiredService<IDbContextFactory<VoiceDockDb>>(), p.GetRequiredService<TimeProvider>()));
        services.AddHostedService<TwoFactorStart>();
        // The same one everywhere, with no state of its own; the framework registers it for each request.
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<SignInStore>().AddSingleton<SignInTries>().AddSingleton<PasswordCheck>().AddSingleton<TwoFactorStore>().AddSingleton<PersonReset>();
        services.AddSingleton(new SealedColumn(Authenticator.Field, "authenticators", "key", "id", "authenticators", "id", null));
        // Whoever has the server's disk and lost its key must be able to sign in again by password.
        services.AddSingleton(new LostKeyStep("UPDATE users SET TwoFactorEnabled = 0"));
        services.AddSingleton(new LostKeyStep("DELETE FROM recovery_codes"));
        services.AddSingleton(new LostKeyStep("DELETE FROM sign_ins"));
    }

    private static void Configure(IdentityOptions options)
    {
        // Length counts, composition does not (NIST SP 800-63B 3.1.1.2).
        options.Password.RequiredLength = RefusedPasswords.Shortest;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.Lockout.AllowedForNewUsers = true;
    }
}
