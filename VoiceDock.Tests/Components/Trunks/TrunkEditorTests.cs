using AngleSharp.Dom;
using Bunit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

[Trait("Kind", "Component")]
public sealed class TrunkEditorTests : RoomsContext
{
    private Error? _refusal;
    private int _saves;

    [Fact]
    public void EmptyForm_ComplainsAtTheFieldsInTheSystemsOwnWordsAndOnceOnTop()
    {
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));

        editor.Find("form").Submit();

        Assert.Equal("Name is required.", ProblemOf(editor, "Name"));
        Assert.Equal("3CX FQDN is required.", ProblemOf(editor, "3CX FQDN"));
        Assert.Contains("The trunk was not saved", editor.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _saves);
    }

    [Fact]
    public void RepairedForm_TakesTheLineOnTopAway()
    {
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));
        editor.Find("form").Submit();

        Type(editor, "Name", "Head office");
        Type(editor, "3CX FQDN", "pbx.example.com");

        Assert.Empty(editor.FindAll("[role=alert]"));
    }

    [Fact]
    public void Doctor_BeforeSaving_NeedsNoName_AndShowsWhatToChange()
    {
        Pbx.Auth = ProbeAuth.Refused;
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));
        Type(editor, "3CX FQDN", "pbx.example.com");
        Type(editor, "Authentication ID", "100");
        editor.Find("input[type=password]").Input("wrong");

        Button(editor, "Run the doctor").Click();

        editor.WaitForAssertion(() => Assert.Contains("the same as the user", editor.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", editor.Find("[data-check=credentials] button").GetAttribute("aria-expanded"));
        Assert.DoesNotContain("Name is required", editor.Markup, StringComparison.Ordinal);
        Assert.Equal(0, _saves);
    }

    [Fact]
    public void Doctor_OfAFormThatCannotBe_IsRefusedAtTheField()
    {
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));

        Button(editor, "Run the doctor").Click();

        editor.WaitForAssertion(() => Assert.Equal("3CX FQDN is required.", ProblemOf(editor, "3CX FQDN")));
        Assert.Contains("The doctor did not begin", editor.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(editor.FindAll(".verdict"));
    }

    [Fact]
    public async Task MovedTrunk_AsksForThePasswordAndIsNotSavedWithoutIt()
    {
        var trunk = await MakeTrunkAsync();
        var editor = Open(TrunkInput.From(trunk), trunk);
        Assert.Contains("by Ann", editor.Markup, StringComparison.Ordinal);
        Assert.Empty(editor.FindAll("input[type=password]"));

        Type(editor, "PBX address", "192.168.1.200");
        Assert.NotEmpty(editor.FindAll("input[type=password]"));
        editor.Find("form").Submit();
        Assert.Equal(0, _saves);

        editor.Find("input[type=password]").Input("another secret");
        editor.Find("form").Submit();
        Assert.Equal(1, _saves);
    }

    [Fact]
    public async Task SameHostInAnotherSpelling_IsNoMove()
    {
        var trunk = await MakeTrunkAsync(host: "pbx.example.com");
        var editor = Open(TrunkInput.From(trunk), trunk);

        Type(editor, "PBX address", "PBX.Example.com");

        Assert.Empty(editor.FindAll("input[type=password]"));
    }

    [Fact]
    public void Refusal_KeepsWhatWasTypedAndStandsAtItsField()
    {
        _refusal = TrunkErrors.TargetRefused("host", "it is a link-local address");
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));
        Type(editor, "Name", "Head office");
        Type(editor, "3CX FQDN", "169.254.169.254");

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.Equal("3CX FQDN it is a link-local address.", ProblemOf(editor, "3CX FQDN")));
        Assert.Equal("169.254.169.254", Field(editor, "3CX FQDN").GetAttribute("value"));
        Assert.Contains("Calls to this address are not allowed.", editor.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemInTheFoldedPart_OpensIt()
    {
        var input = TrunkInput.From(TrunkPresets.ThreeCx);
        (input.Name, input.Host, input.NumberFormat) = ("Head office", "pbx.example.com", "national");
        var editor = Open(input);
        Assert.DoesNotContain("Country", editor.Markup, StringComparison.Ordinal);

        editor.Find("form").Submit();

        Assert.Equal("Country is needed for the national number format.", ProblemOf(editor, "Country"));
    }

    [Fact]
    public async Task Backup_OffersTheOtherTrunks_AndARefusalStandsAtIt()
    {
        var trunk = await MakeTrunkAsync();
        var input = TrunkInput.From(TrunkPresets.ThreeCx);
        (input.Name, input.Host) = ("Head office", "pbx.example.com");
        var editor = Open(input);
        editor.Find("button.fold").Click();

        Assert.Equal(["None", trunk.Name], Field(editor, "Backup trunk").QuerySelectorAll("option").Select(o => o.TextContent));
        Field(editor, "Backup trunk").Change(trunk.Id.ToString());
        Assert.Equal(trunk.Id.ToString(), input.BackupTrunkId);

        _refusal = TrunkErrors.BackupCycle("A → A");
        editor.Find("form").Submit();
        editor.WaitForAssertion(() => Assert.Contains("would close a circle", ProblemOf(editor, "Backup trunk"), StringComparison.Ordinal));
        Field(editor, "Backup trunk").Change("");
        Assert.Null(input.BackupTrunkId);
    }

    [Fact]
    public void EncryptedAudio_IsAskedForOverTlsOnly_AndTakenBackWithIt()
    {
        var input = TrunkInput.From(TrunkPresets.ThreeCx);
        (input.Name, input.Host, input.Transport) = ("Head office", "pbx.example.com", "tls");
        var editor = Open(input);
        editor.Find("button.fold").Click();

        Assert.Equal("optional", Field(editor, "Encrypted audio").GetAttribute("value"));
        Field(editor, "Encrypted audio").Change("required");
        Assert.Equal("required", input.Srtp);

        input.Transport = "udp";
        editor.Render();
        Assert.DoesNotContain("Encrypted audio", editor.Markup, StringComparison.Ordinal);
        editor.Find("form").Submit();
        Assert.Equal((1, null), (_saves, input.Srtp));
    }

    [Fact]
    public void Port_LeftToDns_IsSaidInTheField_AndATransportTakesItsOwnAlong()
    {
        var input = TrunkInput.From(TrunkPresets.ThreeCx);
        var editor = Open(input);
        Type(editor, "3CX FQDN", "pbx.example.com");
        Assert.Equal(("", "as DNS says, else 5060"), (Field(editor, "SIP port").GetAttribute("value"), Field(editor, "SIP port").GetAttribute("placeholder")));

        Field(editor, "SIP port").Change("5060");
        Field(editor, "Transport").Change("tls");

        Assert.Equal((null, "as DNS says, else 5061"), (input.Port, Field(editor, "SIP port").GetAttribute("placeholder")));
        Type(editor, "3CX FQDN", "192.0.2.7");
        Assert.Equal("5061", Field(editor, "SIP port").GetAttribute("placeholder"));
    }

    [Fact]
    public void TelnyxWithCredentials_RegistersUnlessToldOtherwise()
    {
        var input = TrunkInput.From(TrunkPresets.For("telnyx"));
        var editor = Open(input);
        Assert.DoesNotContain("Credentials", editor.Find(".other .places").TextContent, StringComparison.Ordinal);

        Type(editor, "Connection user name", "dock");

        Assert.Contains("where VoiceDock has registered from", editor.Find(".other .places").TextContent, StringComparison.Ordinal);
        Assert.Equal(TrunkRegistrationMode.Registers, input.RegistrationMode());
    }

    [Fact]
    public void OtherSide_OfEachPreset_NamesOurAddress_MarksWhatIsUnverified_AndHasOneCopyButtonPerText()
    {
        foreach (var preset in TrunkPresets.All)
        {
            var editor = Open(TrunkInput.From(preset));
            var side = editor.Find(".other");
            Assert.Contains("Add 198.51.100.7 to your firewall's allow-list", side.TextContent, StringComparison.Ordinal);
            Assert.Equal(side.QuerySelectorAll("details.block").Length, side.QuerySelectorAll("details.block .copy").Length);
            Assert.NotEmpty(side.QuerySelectorAll(".unverified"));
            Assert.Equal($"voicedock-{preset.Slug}.md", side.QuerySelector("[data-download]")!.GetAttribute("data-download"));
        }
    }

    [Fact]
    public void OtherSide_FollowsTheFormAndNeverShowsThePassword()
    {
        var editor = Open(TrunkInput.From(TrunkPresets.FreePbx));
        Type(editor, "Trunk name / Username", "dock-7");
        editor.Find("input[type=password]").Input(TrunkSamples.Password);

        var side = editor.Find(".other");
        Assert.Contains("dock-7", side.TextContent, StringComparison.Ordinal);
        Assert.Contains("contact=sip:198.51.100.7:5060", side.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(TrunkSamples.Password, side.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void ExtensionMode_SpeaksOfAnExtension_AndTellsWhatToSetIn3Cx()
    {
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));
        Assert.Contains("Generic SIP trunk (IP based)", editor.Find(".other").TextContent, StringComparison.Ordinal);

        Tick(editor, "Extension mode");

        Assert.NotNull(Field(editor, "Extension number"));
        Assert.NotNull(Field(editor, "Authentication ID"));
        var side = editor.Find(".other .places").TextContent;
        Assert.Contains("Disallow use of extension outside the LAN", side, StringComparison.Ordinal);
        Assert.DoesNotContain("IP based", side, StringComparison.Ordinal);
    }

    [Fact]
    public void AccountTrunk_AsksForTheAccount_AndEndsExtensionMode()
    {
        var editor = Open(TrunkInput.From(TrunkPresets.ThreeCx));
        Tick(editor, "Extension mode");

        Tick(editor, "Account trunk");
        Type(editor, "Authentication ID of the trunk in 3CX", "3cx-office");

        Assert.False(editor.FindAll("label.check").Single(l => l.TextContent.StartsWith("Extension mode", StringComparison.Ordinal)).QuerySelector("input")!.HasAttribute("checked"));
        var side = editor.Find(".other");
        Assert.Contains("Register/Account based", side.TextContent, StringComparison.Ordinal);
        Assert.Contains("3cx-office", side.TextContent, StringComparison.Ordinal);
        Assert.Contains("the same password as here", side.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AccountWithoutAPassword_IsToldWhereItBelongs()
    {
        _refusal = Error.Validation([("registration_password", "is needed: the PBX registers with it")]);
        var input = TrunkInput.From(TrunkPresets.ThreeCx);
        (input.Name, input.Host, input.AcceptsRegistration, input.RegistrationUsername) = ("Head office", "pbx.example.com", true, "3cx-office");
        var editor = Open(input);

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.Contains("The password is needed: the PBX registers with it", editor.Find(".account").TextContent, StringComparison.Ordinal));
    }

    private static void Tick(IRenderedComponent<TrunkEditor> editor, string label) =>
        editor.FindAll("label.check").Single(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).QuerySelector("input")!.Change(true);

    private IRenderedComponent<TrunkEditor> Open(TrunkInput input, Trunk? stored = null) => Render<TrunkEditor>(p => p
        .Add(e => e.Input, input).Add(e => e.Stored, stored).Add(e => e.Save, SaveAsync));

    private Task<Error?> SaveAsync()
    {
        _saves++;
        return Task.FromResult(_refusal);
    }

    private static IElement Field(IRenderedComponent<TrunkEditor> editor, string label)
    {
        var name = editor.FindAll(".field > label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal));
        return editor.Find($"[id=\"{name.GetAttribute("for")}\"]");
    }

    private static void Type(IRenderedComponent<TrunkEditor> editor, string label, string text)
    {
        Field(editor, label).Input(text);
        Field(editor, label).Blur();
    }

    private static string? ProblemOf(IRenderedComponent<TrunkEditor> editor, string label) =>
        Field(editor, label).Closest(".field")?.QuerySelector(".problem")?.TextContent;

    private static IElement Button(IRenderedComponent<TrunkEditor> editor, string words) => editor.FindAll("button").Single(b => b.TextContent == words);
}
