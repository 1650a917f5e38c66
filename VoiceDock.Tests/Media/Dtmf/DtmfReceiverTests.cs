using VoiceDock.Core.Media.Dtmf;

namespace VoiceDock.Tests.Media.Dtmf;

/// <summary>Packets are written as timestamp:code:duration with m = marker and e = end.</summary>
[Trait("Kind", "Unit")]
public sealed class DtmfReceiverTests
{
    [Theory]
    [InlineData("plain press", "0:5:160m 0:5:320 0:5:480 0:5:640e 0:5:640e 0:5:640e", "5")]
    [InlineData("two presses of one key", "0:1:160m 0:1:800e 0:1:800e 0:1:800e 1600:1:160m 1600:1:800e", "11")]
    [InlineData("every packet twice", "0:9:160m 0:9:160m 0:9:320 0:9:320 0:9:320e 0:9:320e", "9")]
    [InlineData("first packets lost", "0:3:480 0:3:640e", "3")]
    [InlineData("only the end arrives", "0:10:640e 0:10:640e", "*")]
    [InlineData("end lost, next key", "0:1:160m 0:1:320 3200:2:160m 3200:2:320e", "12")]
    [InlineData("end lost, same key after a pause", "0:7:160m 0:7:320 3200:7:160m 3200:7:320e", "77")]
    [InlineData("end lost and the next marker too", "0:7:160m 0:7:320 3200:7:320 3200:7:320e", "77")]
    [InlineData("overtaken by its end", "0:4:160m 0:4:480e 0:4:320 0:4:480e", "4")]
    [InlineData("late packet of the press before", "0:4:160m 0:4:480e 1600:6:160m 0:4:480e 1600:6:320e", "46")]
    [InlineData("held for 10 s, in segments", "0:8:160m 0:8:65535 65535:8:160 65535:8:14400e", "8")]
    [InlineData("timestamp moved with every packet", "0:2:160m 160:2:160 320:2:160 480:2:160e", "2")]
    [InlineData("flash and fax tones", "0:16:160m 800:32:160m 1600:11:160m", "#")]
    [InlineData("timestamp wraps", "4294967200:12:160m 4294967200:12:320e 900:13:160m", "AB")]
    public void Take_Packets_GiveEachPressOnce(string what, string packets, string keys)
    {
        var receiver = new DtmfReceiver();
        var got = "";
        foreach (var packet in packets.Split(' '))
        {
            var parts = packet.TrimEnd('m', 'e').Split(':');
            var told = new TelephoneEvent(byte.Parse(parts[1]), packet.EndsWith('e'), 10, ushort.Parse(parts[2]));
            got += receiver.Take(1, uint.Parse(parts[0]), packet.EndsWith('m'), told);
        }

        Assert.True(keys == got, $"{what}: expected {keys}, got {got}");
    }

    [Fact]
    public void Take_NewSsrc_BeginsAnew()
    {
        var receiver = new DtmfReceiver();
        Assert.Equal('1', receiver.Take(1, 5000, true, new TelephoneEvent(1, false, 10, 160)));
        Assert.Equal('1', receiver.Take(2, 100, true, new TelephoneEvent(1, false, 10, 160)));
    }
}
