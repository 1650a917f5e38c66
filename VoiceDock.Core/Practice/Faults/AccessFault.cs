namespace VoiceDock.Core.Practice.Faults;

/// <summary>Asks for other credentials, or asks otherwise.</summary>
internal sealed class AccessFault(string name, Func<PracticeAccess, PracticeAccess> change) : PracticeFault(name)
{
    /// <summary>One list, so that two accesses with it are the same.</summary>
    public static readonly IReadOnlyList<string> Md5 = ["MD5"];

    internal override PracticeAccess Change(PracticeAccess access) => change(access);
}
