using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Tests.Core.Trunks.Presets;

/// <summary>Whatever somebody typed means itself in the other system's file: each text is read back the way that system reads it.</summary>
[Trait("Kind", "Unit")]
public sealed class PbxEscapeTests
{
    private const int Rounds = 400;

    private static readonly string[] Nasty =
    [
        "a]b", "a;b", ";", "a\\;b", "a;--b", "=>x", ">x", "\"", "'", "it's", "<b>", "&amp;", "]]>", "-->", "<!--", "$${domain}", "${caller}", "$1", "`id`", "$(id)", "a b", "!x", "#x", "%41",
        "a\r\nexten => 1,1,Dial(x)", "a\u2028b", "\u0085x", "\uFFFF", "\uD800", "é中🙂", "{password}", "{?tls}x", "\\", "a\\",
    ];

    [Fact]
    public void Ini_ReadAsAsteriskReadsIt_GivesTheValueBack() => ForEveryText(text =>
    {
        var filled = Side(text).Fill("first=1\nusername={username}\nlast=2", PbxFormat.Ini);

        Assert.Equal(["first=1", $"username={OneLine(text).Trim()}", "last=2"], filled.Split('\n').Select(AsteriskLine));
    });

    [Fact]
    public void Xml_Parsed_GivesTheValueBack_AndLeavesNothingForFreeSwitchToExpand() => ForEveryText(text =>
    {
        var filled = Side(text).Fill("<user id=\"{username}\"><a>{username}</a></user>", PbxFormat.Xml);

        var user = XElement.Parse(filled, LoadOptions.PreserveWhitespace);
        Assert.Equal((OneLine(text), OneLine(text), 1), (user.Attribute("id")!.Value, user.Element("a")!.Value, user.Nodes().Count()));
        Assert.DoesNotContain("${", filled, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Shell_RunByARealShell_GivesTheValueBack()
    {
        var texts = Texts().Select(OneLine).Where(t => !t.Contains('\uFFFD')).ToList();
        var script = string.Concat(texts.Select(t => Side(t).Fill("printf '%s\\n' {username}\n", PbxFormat.Shell)));
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        })!;
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();

        Assert.Equal(texts, (await output).TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void EveryTextOfEveryPreset_KeepsItsLines_WhateverIsTyped()
    {
        foreach (var text in Nasty)
        {
            foreach (var preset in TrunkPresets.All)
            {
                var plain = Side("dock") with { Mode = TrunkRegistrationMode.Accepts, RegistrationUsername = "pbx", Host = "pbx.example.com" };
                var typed = plain with { Username = text, RegistrationUsername = text, Host = text };
                Assert.Equal(plain.Blocks(preset).Select(b => b.Text.Split('\n').Length), typed.Blocks(preset).Select(b => b.Text.Split('\n').Length));
            }
        }
    }

    // main/config.c of Asterisk: ; begins a comment, ;-- a longer one, unless a backslash stands before; one > after = belongs to it; blanks around are dropped.
    private static string AsteriskLine(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length && line[i] != ';'; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == ';') i++;
            text.Append(line[i]);
        }

        var name = text.ToString().Split('=', 2);
        var value = name[1].StartsWith('>') ? name[1][1..] : name[1];
        return $"{name[0]}={value.Trim(AsteriskBlanks)}";
    }

    private static readonly char[] AsteriskBlanks = [.. Enumerable.Range(0, 33).Select(i => (char)i)];

    private static void ForEveryText(Action<string> check)
    {
        foreach (var text in Texts()) check(text);
    }

    private static IEnumerable<string> Texts()
    {
        var random = new Random(20261126);
        const string Alphabet = "ab19 ]['\"`;:<>&$%{}()|\\/!#=,.*?~^@-_+\r\n\té\u2028";
        return Nasty.Concat(Enumerable.Range(0, Rounds).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)]))))
            .Where(t => OneLine(t).Trim().Length > 0);
    }

    // What a value is once it stands on one line and holds whole characters only.
    private static string OneLine(string text) => string.Concat(text.EnumerateRunes().Select(r =>
        Rune.IsControl(r) || r.Value is 0x2028 or 0x2029 ? " " : r.Value is 0xFFFF or 0xFFFE ? "\uFFFD" : r.ToString()));

    private static PbxSide Side(string user) => new("203.0.113.9", 5066, "20000-29999", user);
}
