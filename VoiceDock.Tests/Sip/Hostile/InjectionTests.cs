using System.Net;
using System.Text;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Common;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T9 and F12: no text of the API, of a form or of a peer becomes a header. What the product builds from it is written, read
/// again, and has the same headers with the same values; or the text is refused before.</summary>
[Trait("Kind", "Unit")]
public class InjectionTests
{
    private static readonly IPEndPoint Pbx = new(IPAddress.Loopback, 5_070);
    private static readonly TrunkRules Rules = new();
    private static readonly MessageMaker Maker = new("VoiceDock", new LocalAddresses(Pbx, _ => Pbx.Port, null));

    private static int Inputs { get; } = Soak.Number("INPUTS", 20_000);

    [Fact]
    public void TrunkAndCallerFields_NeverMakeAHeader()
    {
        var refused = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var text = HostileText.Make(new Random(Soak.Seed + i));
            var field = i % 9;
            var trunk = TrunkWith(field, text);
            if (Accepts(field, text))
            {
                AssertSame(Build(trunk, field == 8 ? text : "Ada Marsh", "200"), text);
                continue;
            }

            // Refused by the rules: had it come another way, the serializer still stands in between.
            refused++;
            try
            {
                AssertSame(Build(trunk, field == 8 ? text : "Ada Marsh", "200"), text);
            }
            catch (ArgumentException)
            {
                // "A control character is not allowed in ..." or "Not a host name": nothing was written.
            }
        }

        Assert.InRange(refused, Inputs / 10, Inputs);
    }

    [Fact]
    public void TrunkHeaders_FilledWithAnything_AreTheHeadersOfTheTrunkAndKeepTheirForm()
    {
        for (var i = 0; i < Inputs; i++)
        {
            var text = HostileText.Make(new Random(Soak.Seed + i));
            var call = new CallView { Id = Guid.NewGuid(), Caller = text, CallerName = text, Number = text, AssistantName = text };
            TrunkHeader[] headers =
            [
                new("X-All", "{caller} \"{caller_name}\" <{number}>, {assistant}; {summary}"), new("P-Charge-Info", "\"{caller_name}\" <sip:{caller}@pbx>;x={assistant}"),
                new("Diversion", "<sip:{number}@pbx>;reason=unknown"), new("User-to-User", "{summary}"), new("X-Typed", text),
            ];
            var filled = HeaderTemplate.Fill([.. headers.Where(h => TrunkHeaderRules.Value(h.Value) is null)], call, text);
            var request = Empty();
            foreach (var (name, value) in filled) request.Headers.Add(name, value);
            AssertSame(request, text);

            var clean = OnTheWire(SipText.Cut(FieldText.OneLine(text), HeaderTemplate.LongestFilled));
            foreach (var address in filled.Where(h => h.Key == "Diversion"))
            {
                Assert.True(NameAddr.TryParse(address.Value, out var read), HostileText.Show(text));
                Assert.Equal((clean, "pbx", "unknown"), (read.Uri.User, read.Uri.Host, read.Parameters["reason"]));
            }

            foreach (var data in filled.Where(h => h.Key == "User-to-User"))
                Assert.StartsWith(Encoding.UTF8.GetString(Convert.FromHexString(data.Value[..data.Value.IndexOf(';')])), clean, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Destination_IsANumberOrAnExtensionOrRefused()
    {
        var accepted = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var random = new Random(Soak.Seed + i);
            var text = random.Next(4) switch
            {
                0 => HostileText.Make(random),
                1 => "200" + HostileText.Make(random),
                2 => $"sip:200{HostileText.Make(random)}@pbx",
                _ => $"sip:{HostileText.Make(random)}@pbx;x={HostileText.Make(random)}",
            };
            if (!DialTarget.TryParse(text, ["pbx"], out var target) && !DialTarget.TryParseTyped(text, ["pbx"], out target)) continue;
            accepted++;
            Assert.Matches(@"\A\+?[0-9A-Za-z*#+._-]{1,64}\z", target.Value);
            AssertSame(Build(TrunkWith(-1, ""), "Ada Marsh", target.Value), text);
        }

        Assert.InRange(accepted, 10, Inputs);
    }

    [Fact]
    public void HeaderValue_IsWrittenWholeOrRefused()
    {
        for (var i = 0; i < Inputs; i++)
        {
            var text = HostileText.Make(new Random(Soak.Seed + i));
            var request = Empty();
            var has = text.Any(c => c < ' ' && c != '\t');
            if (has) Assert.Throws<ArgumentException>(() => request.Headers.Add("Reason", text));
            else request.Headers.Add("Reason", text);
            AssertSame(request, text);
            if (!has) Assert.Equal(new SipResponse(500, text).ReasonPhrase, text);
            else Assert.Throws<ArgumentException>(() => new SipResponse(500, text));
            AssertSame(Copied(request, new SipResponse(500, has ? null : text)), text);
        }
    }

    [Fact]
    public void Digest_OfAnyAcceptedUserNeverMakesAHeader()
    {
        for (var i = 0; i < Inputs; i++)
        {
            var text = HostileText.Make(new Random(Soak.Seed + i));
            if (Rules.Problems(Input(user: text)).Count > 0) continue;
            var challenge = Copied(Empty(), new SipResponse(401));
            challenge.Headers.Add("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256");
            var request = Empty();
            new DigestClient(new TestCredentials(text)).Answer(challenge, request, out _)!.AddTo(request);
            AssertSame(request, text);
            Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), DigestFields.ParseAll(Reread(request).Headers["Authorization"]!)[0]["username"]);
        }
    }

    [Fact]
    public void TextOfAPeer_IsOneLineForLogsAndComesBackAsOneHeader()
    {
        for (var i = 0; i < Inputs; i++)
        {
            var text = HostileText.Make(new Random(Soak.Seed + i));
            var bytes = Encoding.UTF8.GetBytes($"INVITE sip:{Escaped(text)}@h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\nMax-Forwards: 70\r\n"
                + $"From: \"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\" <sip:{Escaped(text)}@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n"
                + $"Contact: <sip:a@h>\r\nP-Asserted-Identity: {text}\r\nUser-Agent: {text}\r\nReason: {text}\r\nContent-Length: 0\r\n\r\n");
            if (SipParser.Parse(bytes).Message is not SipRequest invite) continue;
            AssertSame(invite, text);
            foreach (var shown in (string?[])[invite.Summary, SipEnds.ReasonOf(invite), SipText.Clean(invite.Headers["User-Agent"] ?? "")])
                Assert.DoesNotContain(shown ?? "", c => char.IsControl(c) || c is '\u2028' or '\u2029');

            // What is taken over from it into answers and into a dialog's own requests.
            AssertSame(invite.CreateResponse(200, toTag: "t"), text);
            AssertSame(new SipRequest("BYE", invite.From.Uri) { TopVia = invite.TopVia, From = invite.To, To = invite.From, CallId = "c", CSeq = new CSeq(1, "BYE") }, text);
        }
    }

    // A caller's name (8) is cleaned of controls where it comes in; InboundTextTests has that.
    private static bool Accepts(int field, string text) => field == 8 ? !text.Any(char.IsControl) : Rules.Problems(field switch
    {
        0 => Input(user: text),
        1 => Input(fromUser: text),
        2 => Input(fromDomain: text),
        3 => Input(callerId: text),
        4 => Input(host: text),
        5 => Input(prefix: text),
        6 => Input(name: text),
        _ => Input(realm: text),
    }).Count == 0;

    private static TrunkInput Input(
        string? user = null, string? fromUser = null, string? fromDomain = null, string? callerId = null, string host = "pbx", string? prefix = null,
        string name = "PBX", string? realm = null) => new()
        {
            Name = name,
            Host = host,
            Username = user,
            FromUser = fromUser,
            FromDomain = fromDomain,
            CallerIdNumber = callerId,
            NumberPrefix = prefix,
            Realm = realm,
        };

    // As the trunk is stored; a host the rules refuse is tried as it is.
    private static string Normalised(string host) => TrunkHost.TryNormalise(host, out var normal) ? normal : host;

    private static Trunk TrunkWith(int field, string text) => new()
    {
        Name = field == 6 ? text : "PBX",
        Host = field == 4 ? Normalised(text) : "pbx",
        Username = field == 0 ? text : null,
        FromUser = field == 1 ? text : null,
        FromDomain = field == 2 ? Normalised(text) : null,
        CallerIdNumber = field == 3 ? text : "+31201234567",
        NumberPrefix = field == 5 ? text : null,
        Realm = field == 7 ? text : null,
        CallerIdPolicy = field == 8 ? CallerIdPolicy.Caller : CallerIdPolicy.Fixed,
        CallerIdHeader = (CallerIdHeader)(text.Length % 4),
    };

    // As the engine builds it.
    private static SipRequest Build(Trunk trunk, string callerName, string dialled)
    {
        var plan = new DialPlan(trunk, Pbx, trunk.NumberPrefix + dialled, "+442079460123", callerName, "+441632960100");
        var identity = CallerIdentity.For(plan, trunk.Host);
        var uri = new SipUri { Scheme = "sip", User = plan.DialledUser, Host = trunk.Host, Port = trunk.Port };
        var invite = Maker.Request(SipMethods.Invite, uri, identity.From.WithTag("t"), new NameAddr { Uri = uri }, "c", 1, Pbx);
        invite.Contact = Maker.Contact(Pbx, identity.From.Uri.User);
        foreach (var (name, value) in identity.Headers) invite.Headers.Add(name, value);
        return invite;
    }

    private static SipRequest Empty() => Maker.Request(
        SipMethods.Options, new SipUri { Host = "h" }, new NameAddr { Uri = new SipUri { Host = "h" } }.WithTag("t"), new NameAddr { Uri = new SipUri { Host = "h" } }, "c", 1, Pbx);

    private static SipResponse Copied(SipRequest request, SipResponse response)
    {
        foreach (var name in (string[])["Via", "From", "To", "Call-ID", "CSeq"]) response.Headers.Add(name, request.Headers[name]!);
        return response;
    }

    private static SipMessage Reread(SipMessage message) => SipParser.Parse(SipSerializer.Serialize(message)).Message!;

    private static void AssertSame(SipMessage message, string text)
    {
        var again = SipParser.Parse(SipSerializer.Serialize(message));
        Assert.True(again.IsOk, $"{again.Error?.Reason}: {HostileText.Show(text)}");
        var ours = message.Headers.Where(h => h.Key != "Content-Length").Select(h => (h.Key, OnTheWire(h.Value)));
        var theirs = again.Message.Headers.Where(h => h.Key != "Content-Length").Select(h => (h.Key, h.Value));
        Assert.True(ours.SequenceEqual(theirs), HostileText.Show(text));
    }

    // Half a surrogate pair has no UTF-8: it leaves as U+FFFD.
    private static string OnTheWire(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));

    private static string Escaped(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:X2}"));
}
