namespace VoiceDock.Core.Trunks;

/// <summary>Port: keeps us registered at a trunk's PBX.</summary>
public interface ITrunkRegistrar
{
    /// <summary>
    /// Registers with the trunk's account and refreshes until <paramref name="stop"/>; then removes the binding and ends within about 2 s. Whatever the
    /// PBX does is told to <paramref name="report"/>, from any thread, and thrown never.
    /// </summary>
    /// <param name="trunk">The settings to go by; of them only the learnt realm is read anew at each try.</param>
    Task KeepRegisteredAsync(Trunk trunk, Action<TrunkRegistration> report, CancellationToken stop);
}
