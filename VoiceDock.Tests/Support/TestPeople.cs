using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Tests.Support;

/// <summary>People that tests act as, without signing in. They are known to the directory only, until it is loaded anew.</summary>
public static class TestPeople
{
    public const string AnnId = "0198c000-0000-7000-8000-00000000000a";

    /// <summary>An administrator wherever <see cref="AdmitAnn"/> was called.</summary>
    public static readonly Actor Ann = new(ActorType.Operator, AnnId, "ann");

    private static Person AnnAsAdmin => new(Guid.Parse(AnnId), Ann.Name, Role.Admin, IsDisabled: false);

    /// <summary>Where nobody but <see cref="Ann"/> is known.</summary>
    public static Permits Permits()
    {
        var directory = new PeopleDirectory();
        directory.Replace([AnnAsAdmin]);
        return new Permits(directory, Audit());
    }

    /// <summary>Takes entries and puts them nowhere: there is no database.</summary>
    public static AuditLog Audit() => new(new NoDatabase(), new AuditNotes(NullLogger<AuditNotes>.Instance), TimeProvider.System, NullLogger<AuditLog>.Instance);

    /// <summary>Makes <see cref="Ann"/> known.</summary>
    public static IServiceProvider AdmitAnn(this IServiceProvider services)
    {
        var directory = services.GetRequiredService<PeopleDirectory>();
        directory.Replace([.. directory.All.Where(p => p.Name != Ann.Name), AnnAsAdmin]);
        return services;
    }

    private sealed class NoDatabase : IDbContextFactory<VoiceDockDb>
    {
        public VoiceDockDb CreateDbContext() => throw new NotSupportedException("There is no database here.");
    }
}
