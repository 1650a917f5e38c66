using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace VoiceDock.Core.Access;

/// <summary>Reading a person again after a store has changed them.</summary>
public static class FreshUsers
{
    /// <summary>As the database has them now; what this request has read before is not looked at. For reading only.</summary>
    public static Task<User?> FreshAsync(this UserManager<User> users, Guid id) => users.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id);
}
