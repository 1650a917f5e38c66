using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Tests.Sip.Torture;

/// <summary>What must be read out of the good messages of RFC 4475.</summary>
[Trait("Kind", "Unit")]
public class TortureReadingTests
{
    [Fact]
    public void Wsinv_FoldsBlanksAndShortNames()
    {
        var invite = Request("wsinv");

        Assert.Equal(("vivekg", "chair-dnrc.example.com", true), (invite.Uri.User, invite.Uri.Host, invite.Uri.Parameters.Has("unknownparam")));
        Assert.Equal(("J Rosenberg \\\"", "98asjd8", "1918181833n"), (invite.From.DisplayName, invite.From.Tag, invite.To.Tag));
        Assert.Equal((68, new CSeq(9, "INVITE")), (invite.MaxForwards, invite.CSeq));
        Assert.Equal(["UDP 192.0.2.2 390skdjuw", "TCP spindle.example.com z9hG4bK9ikj8", "UDP 192.168.255.111 z9hG4bK30239"],
            invite.Vias.Select(via => $"{via.Transport} {via.Host} {via.Branch}"));
        Assert.Equal(("", "newfangled value continued newfangled value", ";;,,;;,;"),
            (invite.Headers["Subject"], invite.Headers["NewFangledHeader"], invite.Headers["UnknownHeaderWithUnusualValue"]));
        Assert.Equal(("services.example.com", "value", true),
            (invite.Routes[0].Uri.Host, invite.Routes[0].Uri.Parameters["unknownwith"], invite.Routes[0].Uri.Parameters.Has("unknown-no-value")));
        Assert.Equal(("Quoted string \"\"", "newvalue", "0.33"),
            (invite.Contact!.DisplayName, invite.Contact.Parameters["newparam"], invite.Contact.Parameters["q"]));
        Assert.Equal(150, invite.Body.Length);
    }

    [Fact]
    public void Intmeth_EveryCharacterATokenMayHave()
    {
        var request = Request("intmeth");

        Assert.Equal("!interesting-Method0123456789_*+`.%indeed'~", request.Method);
        Assert.Equal("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", request.Uri.User);
        Assert.Equal("z9hG4bK-.!%66*_+`'~", request.TopVia.Branch);
        Assert.Equal("BEL:_ NUL:_ DEL:\u007F", request.To.DisplayName);
        Assert.Equal("token1~` token2'+_ token3*%!.-", request.From.DisplayName);
        Assert.Equal(("работающий", "_token~1'+`*%!-."), (request.From.Parameters["fromParam''~+*_!.-%"], request.From.Tag));
        Assert.Equal("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", request.CallId);
        Assert.Equal("\uFEFF大停電", request.Headers["extensionHeader-!.%*+_`'~"]);
    }

    [Fact]
    public void Esc01_EscapesInUris()
    {
        var invite = Request("esc01");

        Assert.Equal(("sips:user@example.com", "example.net"), (invite.Uri.User, invite.Uri.Host));
        Assert.Equal("sip:sips%3Auser%40example.com@example.net", invite.Uri.ToString());
        Assert.Equal("user", invite.To.Uri.User);
        Assert.Equal("I have spaces", invite.From.Uri.User);
        Assert.Equal(("caller", true, "value%41"), (invite.Contact!.Uri.User, invite.Contact.Uri.Parameters.Has("lr"), invite.Contact.Uri.Parameters["name"]));
        Assert.Equal("<sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>", invite.Contact.ToString());
    }

    [Fact]
    public void Escnull_NulsStayEscaped()
    {
        var register = Request("escnull");

        Assert.Equal("null-\0-null", register.To.Uri.User);
        Assert.Equal(["<sip:%00@host5.example.com>", "<sip:%00%00@host5.example.com>"], register.Headers.All("Contact"));
        Assert.DoesNotContain((byte)0, SipSerializer.Serialize(register));
        Assert.DoesNotContain('\0', register.To.ToString());
    }

    [Fact]
    public void Esc02_PercentIsNoEscapeInMethodsTagsAndHeaders()
    {
        var request = Request("esc02");

        Assert.Equal("RE%47IST%45R", request.Method);
        Assert.Equal("registrar.example.com", request.Uri.Host);
        Assert.Equal(("%Z%45", "f232jadfj23"), (request.To.DisplayName, request.From.Tag));
        Assert.Equal((2, "<sip:alias2@host2.example.com>"), (request.Headers.All("Contact").Count(), request.Headers["C%6Fntact"]));
    }

    [Fact]
    public void Lwsdisp_NoBlankBeforeTheBracket() => Assert.Equal("caller", Request("lwsdisp").From.DisplayName);

    [Fact]
    public void Longreq_LongNamesValuesAndManyVias()
    {
        var invite = Request("longreq");

        Assert.Equal(34, invite.Vias.Count);
        Assert.Equal(("sip33.example.com", "host.example.com"), (invite.TopVia.Host, invite.Vias[^1].Host));
        Assert.Equal(103, invite.To.DisplayName!.Length);
        Assert.Equal(6000, invite.To.Uri.Port);
        Assert.StartsWith("amazinglylongcallername", invite.Contact!.Uri.User, StringComparison.Ordinal);
        Assert.StartsWith("unknown-longlong", invite.Headers["Unknown-LongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLongLong-Name"], StringComparison.Ordinal);
    }

    [Fact]
    public void Dblreq_WhatFollowsTheBodyIsNotRead()
    {
        var register = Request("dblreq");

        Assert.Equal(("REGISTER", 0), (register.Method, register.Body.Length));
        Assert.Equal("dblreq.0ha0isndaksdj99sdfafnl3lk233412", register.CallId);
    }

    [Fact]
    public void Semiuri_SemicolonsBelongToTheUser() => Assert.Equal(
        ("user;par=u@example.net", "example.com", 0),
        (Request("semiuri").Uri.User, Request("semiuri").Uri.Host, Request("semiuri").Uri.Parameters.Count));

    [Fact]
    public void Mpart01_ABinaryBodyKeepsEveryByte()
    {
        var message = Request("mpart01");

        Assert.Equal(553, message.Body.Length);
        Assert.Contains((byte)0, message.Body);
        Assert.EndsWith("--7a9cbec02ceef655--\r\n", Encoding.Latin1.GetString(message.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreason_APhraseInAnyScript()
    {
        var response = Assert.IsType<SipResponse>(Message("unreason"));

        Assert.Equal((200, "= 2**3 * 5**2 но сто девяносто девять - простое"), (response.StatusCode, response.ReasonPhrase));
    }

    [Fact]
    public void Noreason_NoPhrase()
    {
        var response = Assert.IsType<SipResponse>(Message("noreason"));

        Assert.Equal((100, ""), (response.StatusCode, response.ReasonPhrase));
    }

    [Fact]
    public void Baddn_QuotesAreInferred() =>
        Assert.Equal(("Bell, Alexander", "Watson, Thomas"), (Request("baddn").From.DisplayName, Request("baddn").To.DisplayName));

    [Fact]
    public void Badbranch_TheCookieAloneMakesNoTransaction()
    {
        var one = Request("badbranch");
        var other = one.Clone();
        other.CallId = "another";

        Assert.Equal("z9hG4bK", one.TopVia.Branch);
        Assert.NotEqual(TransactionKey.ForRequest(one), TransactionKey.ForRequest(other));
    }

    [Fact]
    public void Unksm2_ForeignSchemesAreKept()
    {
        var register = Request("unksm2");

        Assert.Equal(("isbn:2983792873", "http://www.example.com", "name:John_Smith"),
            (register.To.Uri.ToString(), register.From.Uri.ToString(), register.Contact!.Uri.ToString()));
    }

    [Fact]
    public void Cparam_BracketsDecideWhoseParameterItIs()
    {
        var ofHeader = Request("cparam01").Contact!;
        Assert.Equal((true, false), (ofHeader.Parameters.Has("unknownparam"), ofHeader.Uri.Parameters.Has("unknownparam")));
        var ofUri = Request("cparam02").Contact!;
        Assert.Equal((false, true), (ofUri.Parameters.Has("unknownparam"), ofUri.Uri.Parameters.Has("unknownparam")));
    }

    [Fact]
    public void Regescrt_TheEscapedHeaderStaysInTheUri()
    {
        var contact = Request("regescrt").Contact!;

        Assert.True(contact.Uri.HasHeaders);
        Assert.Equal("<sip:user@example.com?Route=%3Csip:sip.example.com%3E>", contact.ToString());
    }

    [Fact]
    public void Zeromf_IsZero() => Assert.Equal(0, Request("zeromf").MaxForwards);

    [Fact]
    public void Inv2543_NoTagNoBranchNoMaxForwards()
    {
        var invite = Request("inv2543");

        Assert.Equal((null, null, 70), (invite.From.Tag, invite.TopVia.Branch, invite.MaxForwards));
        Assert.Equal("+13035551111", invite.From.Uri.User);
        Assert.Equal("phone", invite.To.Parameters["user"]);
        Assert.Equal("ss1.example.com", invite.RecordRoutes[0].Uri.Parameters["maddr"]);
        Assert.Equal(105, invite.Body.Length);
    }

    private static SipMessage Message(string name) => SipParser.Parse(TortureMessage.Load($"rfc4475/{name}")).Message!;

    private static SipRequest Request(string name) => Assert.IsType<SipRequest>(Message(name));
}
