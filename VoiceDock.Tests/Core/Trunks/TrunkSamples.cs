using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Trunks;

/// <summary>Inputs the trunk tests start from.</summary>
internal static class TrunkSamples
{
    public const string Password = "canary-Pa55word-of-the-trunk";

    public static readonly Actor Ann = TestPeople.Ann with { Name = "Ann" };

    public static TrunkInput Office(string name = "Office PBX", string host = "192.168.1.100") => new()
    {
        Name = name,
        Host = host,
        Port = 5060,
        Username = "hms-sovereign",
        Password = Password,
        Provider = "freepbx",
    };

    /// <summary>A trunk as the directory would hold it, without a database.</summary>
    public static Trunk Made(Action<TrunkInput>? change = null, Action<Trunk>? then = null)
    {
        var input = Office();
        change?.Invoke(input);
        var trunk = new Trunk { Id = Guid.CreateVersion7() };
        TrunkWriter.Write(input, trunk);
        then?.Invoke(trunk);
        return trunk;
    }
}
