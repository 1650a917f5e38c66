using System.Text;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Whom the doctor examines: a saved trunk, a form, or a bare address. Not a record, so that it cannot print the password.</summary>
public sealed class DoctorSubject
{
    private readonly Func<byte[]?> _password;

    private DoctorSubject(Trunk trunk, Guid? trunkId, bool isSaved, Func<byte[]?> password) =>
        (Trunk, TrunkId, IsSaved, _password) = (trunk, trunkId, isSaved, password);

    /// <summary>The settings as they are examined; made for this run when they are not the saved ones.</summary>
    public Trunk Trunk { get; }

    /// <summary>The saved trunk it is or is an edit of; null for a new form and a bare address.</summary>
    public Guid? TrunkId { get; }

    /// <summary>The settings are those of the saved trunk: what is learnt may be kept.</summary>
    public bool IsSaved { get; }

    /// <summary>Transport and address as set up: <c>udp pbx.example.com:5060</c>.</summary>
    public string Address => $"{WireName.Of(Trunk.Transport)} {Trunk.Route}";

    /// <summary>There are a user name and a password to try.</summary>
    public bool HasCredentials => (Trunk.AuthUsername ?? Trunk.Username) is not null && HasPassword;

    public bool HasPassword
    {
        get
        {
            if (CopyPassword() is not { } password) return false;
            Array.Clear(password);
            return true;
        }
    }

    /// <summary>UTF-8, a fresh copy that the caller zeroes; null without one.</summary>
    internal byte[]? CopyPassword() => _password();

    internal static DoctorSubject Saved(Trunk trunk, TrunkCredentials credentials) =>
        new(trunk, trunk.Id, isSaved: true, () => credentials.CopyPassword(trunk.Id));

    /// <param name="stored">The saved trunk of this form; null for a new one.</param>
    /// <param name="password">As typed; null takes the stored one where <paramref name="mayUseStored"/>.</param>
    internal static DoctorSubject Unsaved(Trunk settings, Trunk? stored, string? password, TrunkCredentials credentials, bool mayUseStored) =>
        new(settings, stored?.Id, isSaved: false, () => password is not null ? Encoding.UTF8.GetBytes(password)
            : mayUseStored && stored is not null ? credentials.CopyPassword(stored.Id) : null);
}
