using System.Runtime.InteropServices;

namespace VoiceDock.Core.Security;

/// <summary>
/// Removes a variable from the process environment, including the copy the kernel shows in <c>/proc/self/environ</c>, which
/// <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not touch.
/// </summary>
internal static partial class EnvironmentWipe
{
    public static void Remove(string name)
    {
        Environment.SetEnvironmentVariable(name, null);
        if (OperatingSystem.IsLinux()) Overwrite(name);
    }

    private static unsafe void Overwrite(string name)
    {
        for (var at = GetEnv(name); at != null && *at != 0; at++) *at = (byte)'x';
        UnsetEnv(name);
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial byte* GetEnv(string name);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnv(string name);
}
