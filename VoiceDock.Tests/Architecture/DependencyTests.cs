using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>Holds the house's rule of who may use whom by reading the using lines of every source file.</summary>
[Trait("Kind", "Unit")]
public sealed partial class DependencyTests
{
    private static readonly string Root = SourceRoot.Find();

    // A room of the core, and the rooms it may use besides itself.
    private static readonly Dictionary<string, string[]> Core = new()
    {
        ["Common"] = [],
        ["Security"] = ["Common"],
        ["Storage"] = ["Common", "Security", "Access"],
        ["Audit"] = ["Common", "Security", "Storage"],
        ["Access"] = ["Common", "Security", "Storage", "Audit"],
        ["Trunks"] = ["Common", "Security", "Storage", "Access", "Audit"],
        ["Toll"] = ["Common", "Security", "Storage", "Access", "Audit", "Trunks"],
        ["Assistants"] = ["Common", "Security", "Storage", "Access", "Audit"],
        ["Keys"] = ["Common", "Security", "Storage", "Access", "Audit"],
        ["Backups"] = ["Common", "Security", "Storage", "Access", "Audit", "Keys"],
        ["Organizations"] = ["Common", "Storage"],
        ["Idempotency"] = ["Common", "Security", "Storage"],
        ["Numbers"] = ["Common", "Security", "Storage", "Access", "Audit", "Trunks", "Assistants"],
        ["Calls"] = ["Common", "Security", "Storage", "Access", "Audit", "Trunks", "Toll", "Numbers", "Assistants", "Speech"],
        ["Calls.Engine"] = ["Common", "Security", "Sip", "Media", "Calls", "Trunks", "Toll", "Numbers", "Assistants", "Diagnostics"],
        ["Diagnostics"] = ["Common", "Security", "Storage", "Access", "Audit", "Trunks", "Numbers", "Calls"],
        ["Retention"] = ["Common", "Storage", "Audit", "Calls", "Webhooks"],
        ["Speech"] = ["Common", "Security", "Media"],
        ["SpeechModels"] = ["Common", "Security", "Storage", "Access", "Audit", "Assistants", "Speech", "Attendant", "Media"],
        ["Webhooks"] = ["Common", "Security", "Storage", "Access", "Audit", "Trunks", "Assistants", "Calls"],
        ["Attendant"] = ["Common", "Calls", "Assistants", "Media", "Speech"],
        ["Sip"] = ["Common", "Security"],
        ["Media"] = ["Common", "Security"],
        ["Practice"] = ["Common", "Sip", "Media", "Speech"],
        ["Demo"] = ["Common", "Security", "Access", "Audit", "Practice", "Trunks", "Numbers", "Assistants", "Calls", "Speech", "SpeechModels", "Media"],
    };

    // Inside Sip the arrows point down the layers.
    private static readonly Dictionary<string, string[]> Sip = new()
    {
        ["Messages"] = [],
        ["Auth"] = ["Messages"],
        ["Sdp"] = ["Messages"],
        ["Transport"] = ["Messages"],
        ["Transactions"] = ["Messages", "Transport"],
        ["Dialogs"] = ["Messages", "Transport", "Transactions", "Auth", "Sdp"],
        ["Registrations"] = ["Messages", "Transport", "Auth", "Dialogs"],
    };

    [Fact]
    public void CoreRooms_UseOnlyRoomsTheyMay()
    {
        var wrong = Uses("VoiceDock.Core").Where(u => u.From.Length > 0 && u.To.Length > 0)
            .Select(u => (u.File, From: CoreRoom(u.From), To: CoreRoom(u.To)))
            .Where(u => u.From != u.To && !(Core.TryGetValue(u.From, out var may) && may.Contains(u.To)))
            .Select(u => $"{u.File}: {u.From} uses {u.To}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void SipLayers_PointDownwards()
    {
        var wrong = Uses("VoiceDock.Core").Where(u => u.From.StartsWith("Sip.", StringComparison.Ordinal) && u.To.StartsWith("Sip.", StringComparison.Ordinal))
            .Select(u => (u.File, From: u.From.Split('.')[1], To: u.To.Split('.')[1]))
            .Where(u => u.From != u.To && !Sip[u.From].Contains(u.To))
            .Select(u => $"{u.File}: Sip.{u.From} uses Sip.{u.To}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Web_NeverUsesStackMediaEngineOrDatabase()
    {
        string[] banned = ["Sip", "Media", "Calls.Engine"];
        var wrong = Uses("VoiceDock.Web").Where(u => banned.Any(b => u.To == b || u.To.StartsWith(b + ".", StringComparison.Ordinal))).Select(u => $"{u.File} uses {u.To}");
        Assert.Empty(wrong);
        var database = Sources("VoiceDock.Web").Where(f => File.ReadAllText(f).Contains("VoiceDockDb", StringComparison.Ordinal)).Select(Short);
        Assert.Empty(database);
    }

    [Fact]
    public void Core_UsesNoWallClockSleepOrSwallowedError()
    {
        var wrong = Sources("VoiceDock.Core").Where(f => !f.Contains("Migrations"))
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (f, line, i)))
            .Where(l => Banned().IsMatch(l.line)).Select(l => $"{Short(l.f)}:{l.i + 1}: {l.line.Trim()}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryRoomOfTheCore_IsInTheTable()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Root, "VoiceDock.Core")).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj"));
        Assert.Empty(rooms.Except(Core.Keys));
    }

    /// <summary>What is derived from the master key itself is lost when that changes; what must stay is derived from the instance key.</summary>
    [Fact]
    public void MasterKey_IsUsedOnlyWhereItsChangeIsFollowed()
    {
        string[] rooms = ["Security", "Storage", "Keys", "Backups"];
        var wrong = Sources("VoiceDock.Core").Where(f => File.ReadLines(f).Any(l => MasterKeyWord().IsMatch(l))).Select(Short)
            .Where(f => !rooms.Contains(f.Split(Path.DirectorySeparatorChar)[1]));
        Assert.Empty(wrong);
    }

    private static string CoreRoom(string path) => path.StartsWith("Calls.Engine", StringComparison.Ordinal) ? "Calls.Engine" : path.Split('.')[0];

    private static IEnumerable<(string File, string From, string To)> Uses(string project) =>
        from file in Sources(project)
        let room = Path.GetRelativePath(Path.Combine(Root, project), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
        from line in File.ReadLines(file)
        let use = UsingLine().Match(line)
        where use.Success
        select (Short(file), room == "." ? "" : room, use.Groups[1].Value);

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
                && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    private static string Short(string file) => Path.GetRelativePath(Root, file);

    [GeneratedRegex(@"^\s*@?using (?:static )?VoiceDock\.Core\.([A-Za-z.]+?);?\s*$")]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\bMasterKey\b")]
    private static partial Regex MasterKeyWord();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now\b|Thread\.Sleep|catch\s*(\([^)]*\))?\s*\{\s*\}|async void|new Random\(|Task\.Delay\([^,]*\)")]
    private static partial Regex Banned();
}
