using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VoiceDock.Core.Organizations;

internal sealed class OrganizationMapping : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("organization");
        organization.HasKey(o => o.Row);
        organization.Property(o => o.Row).ValueGeneratedNever();
        organization.Property(o => o.Name).HasMaxLength(100);
    }
}
