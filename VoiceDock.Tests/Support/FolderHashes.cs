using System.Security.Cryptography;

namespace VoiceDock.Tests.Support;

/// <summary>What lies in a folder, byte for byte, to show that nothing was changed. The lock file, which names a process, and its socket are left out.</summary>
public static class FolderHashes
{
    public static SortedDictionary<string, string> Of(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path);
            if (name is not ("voicedock.lock" or "voicedock.sock")) hashes[name] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return hashes;
    }
}
