using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace VoiceDock.Core.Storage;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the program.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<VoiceDockDb>
{
    public VoiceDockDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<VoiceDockDb>().UseSqlite("Data Source=:memory:").Options);
}
