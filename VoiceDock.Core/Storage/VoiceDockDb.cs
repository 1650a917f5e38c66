using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>
/// The database. Rooms bring their own mappings (<see cref="IEntityTypeConfiguration{TEntity}"/>, found by assembly scan) and reach their
/// tables by <see cref="DbContext.Set{TEntity}()"/>; this class names no feature but the sign-in user.
/// </summary>
public sealed class VoiceDockDb(DbContextOptions<VoiceDockDb> options) : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcDateTimeOffsetConverter>();
        configuration.Properties<ProtectedSecret>().HaveConversion<SecretConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(VoiceDockDb).Assembly);
    }
}
