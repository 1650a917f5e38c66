using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Storage;

/// <summary>What happens to the data folder before anything listens.</summary>
public static class StorageStartup
{
    /// <summary>
    /// Takes the folder, reads the master key, checks it against the database, migrates. Program calls it between Build and Run;
    /// everything that touches the database afterwards finds it ready. Calling it twice is harmless.
    /// </summary>
    /// <exception cref="Common.StartupException">One sentence and an exit code; nothing was changed.</exception>
    public static PreparedStorage Prepare(IServiceProvider services) => services.GetRequiredService<PreparedStorage>();
}
