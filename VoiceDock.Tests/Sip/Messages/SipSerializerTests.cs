using System.Buffers;
using System.Text;
using VoiceDock.Core.Sip.Messages;
using static VoiceDock.Tests.Sip.Messages.MessageText;

namespace VoiceDock.Tests.Sip.Messages;

[Trait("Kind", "Unit")]
public class SipSerializerTests
{
    [Fact]
    public void Serialize_ParsedMessage_GivesItsTextWithTheRightLength()
    {
        var text = With("Content-Length", "Content-Length: 5");

        Assert.Equal(text.ReplaceLineEndings("\r\n"), Encoding.UTF8.GetString(SipSerializer.Serialize(Request(text))));
    }

    [Fact]
    public void Write_ReturnsTheNumberOfBytesAndIgnoresAForeignLength()
    {
        var request = Request(Invite);
        request.Headers.Set("Content-Length", "9999");
        request.Body = "grüße"u8.ToArray();
        var writer = new ArrayBufferWriter<byte>();

        var count = SipSerializer.Write(request, writer);

        Assert.Equal(writer.WrittenCount, count);
        Assert.Contains("Content-Length: 7\r\n\r\ngrüße", Encoding.UTF8.GetString(writer.WrittenSpan));
    }

    [Theory]
    [InlineData("900\r\nX-Evil: 1")]
    [InlineData("900\nX-Evil: 1")]
    [InlineData("900\rX-Evil: 1")]
    [InlineData("900\0")]
    [InlineData("900\u001b[2J")]
    public void AnyTextWithAControl_CannotBecomeAHeader(string evil)
    {
        var request = Request(Invite);

        Assert.Throws<ArgumentException>(() => request.Headers.Add("Subject", evil));
        Assert.Throws<ArgumentException>(() => request.Headers.Set("Subject", evil));
        Assert.Throws<ArgumentException>(() => request.Headers.Insert("Subject", evil));
        Assert.Throws<ArgumentException>(() => request.Headers.ReplaceFirst("Subject", evil));
        Assert.Throws<ArgumentException>(() => request.Headers.Add(evil, "x"));
        Assert.Throws<ArgumentException>(() => request.To = request.To with { DisplayName = evil });
        Assert.Throws<ArgumentException>(() => request.To.Parameters.With("x", evil));
        Assert.Throws<ArgumentException>(() => request.CallId = evil);
        Assert.Throws<ArgumentException>(() => new SipResponse(200, evil));
        Assert.Throws<ArgumentException>(() => new SipRequest(evil, request.Uri));
        Assert.Throws<ArgumentException>(() => new Via { Host = evil });
        Assert.Throws<ArgumentException>(() => request.CSeq = new CSeq(1, evil));
        request.Uri = new SipUri { User = evil, Host = "pbx" };
        var again = Assert.IsType<SipRequest>(SipParser.Parse(SipSerializer.Serialize(request)).Message);
        Assert.Equal(evil, again.Uri.User);
        Assert.Equal(request.Headers.Count, again.Headers.Count);
    }

    [Fact]
    public void RandomUnicode_InEveryPlace_ComesBackAsOneValue()
    {
        var random = new Random(4475);
        for (var i = 0; i < 5000; i++)
        {
            var text = RandomText(random);
            var request = Request(Invite);
            request.Uri = new SipUri { User = text, Host = "pbx" };
            request.To = new NameAddr { DisplayName = text, Uri = request.Uri, Parameters = SipParameters.Empty.With("x", text) };
            request.Headers.Add("Subject", text);

            var again = Assert.IsType<SipRequest>(SipParser.Parse(SipSerializer.Serialize(request)).Message);

            Assert.Equal(request.Headers.Count, again.Headers.Count);
            Assert.Equal(text, again.Uri.User ?? "");
            Assert.Equal(text, again.To.Uri.User ?? "");
            Assert.Equal(text, again.To.DisplayName ?? "");
            Assert.Equal(text, again.To.Parameters["x"]);
            Assert.Equal(text.Trim(' ', '\t'), again.Headers["Subject"]);
            Assert.Null(again.To.Tag);
        }
    }

    [Fact]
    public void Serialize_MutatedMessages_NeverThrowsAndKeepsTheirMeaning()
    {
        var random = new Random(3261);
        var good = 0;
        for (var i = 0; i < 20000; i++)
        {
            var bytes = Mutate(Bytes(Invite), random);
            var first = SipParser.Parse(bytes);
            Assert.NotEqual(first.Message is null, first.Error is null);
            if (first.Error?.Partial is { } partial) AssertWhole(partial.CreateResponse(400, toTag: "x"));
            if (first.Message is not { } message) continue;
            good++;
            _ = (message.Contact, message.Summary, message.RecordRoutes, (message as SipRequest)?.Routes);
            var second = SipParser.Parse(SipSerializer.Serialize(message));
            Assert.True(second.IsOk, second.Error?.Reason);
            Assert.Equal(message.Headers.Where(h => h.Key != "Content-Length"), second.Message.Headers.Where(h => h.Key != "Content-Length"));
            Assert.Equal(message.Body, second.Message.Body);
            Assert.Equal(message.Summary, second.Message.Summary);
            Assert.Equal((message.From, message.To, message.CSeq), (second.Message.From, second.Message.To, second.Message.CSeq));
        }

        Assert.InRange(good, 2000, 19000);
    }

    // An answer gives back broken values as they came: each must still be one line.
    private static void AssertWhole(SipResponse answer)
    {
        var lines = Encoding.UTF8.GetString(SipSerializer.Serialize(answer)).Split("\r\n");
        Assert.Equal(answer.Headers.Count + 4, lines.Length);
        Assert.Equal(["", ""], lines[^2..]);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(4))
            {
                case 0: list[at] = (byte)random.Next(256); break;
                case 1: list.RemoveRange(at, Math.Min(random.Next(1, 8), list.Count - at - 1)); break;
                case 2: list.Insert(at, (byte)"\r\n\t :;,<>@\"\\%[]=?"[random.Next(17)]); break;
                default: list.InsertRange(at, list.GetRange(random.Next(list.Count - 40), random.Next(40))); break;
            }
        }

        return [.. list];
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(0, 30); n > 0; n--)
        {
            var rune = random.Next(3) switch { 0 => random.Next(32, 127), 1 => "\"\\<>;,@:?%=&'\t \u0085\u2028\u202e\u00a0"[random.Next(18)], _ => random.Next(0x80, 0x10ffff) };
            if (Rune.IsValid(rune)) text.Append(new Rune(rune));
        }

        return text.ToString();
    }
}
