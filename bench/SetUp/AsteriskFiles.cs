namespace VoiceDock.Bench.SetUp;

/// <summary>Settings for an Asterisk with chan_pjsip that dials every call through to the answering side, its audio staying in the middle.</summary>
internal static class AsteriskFiles
{
    public static void Write(string folder, int port, int uasPort)
    {
        void File(string name, string text) => System.IO.File.WriteAllText(Path.Combine(folder, name), text);
        File("asterisk.conf", $"""
            [directories]
            astetcdir => {folder}
            astdbdir => {folder}
            astrundir => {folder}
            astlogdir => {folder}
            astspooldir => {folder}
            [options]
            verbose = 0
            """);
        File("modules.conf", "[modules]\nautoload=yes\n");
        File("logger.conf", "[logfiles]\nconsole => error\n");
        File("rtp.conf", "[general]\nrtpstart=30000\nrtpend=39999\n");
        File("cdr.conf", "[general]\nenable=yes\n");
        File("extensions.conf", """
            [bench]
            exten => _[+0-9].,1,Dial(PJSIP/${EXTEN}@bench)
            """);
        File("pjsip.conf", $"""
            [udp]
            type=transport
            protocol=udp
            bind=127.0.0.1:{port}
            [bench]
            type=endpoint
            transport=udp
            context=bench
            disallow=all
            allow=alaw
            direct_media=no
            aors=bench
            [bench]
            type=aor
            contact=sip:127.0.0.1:{uasPort}
            [bench]
            type=identify
            endpoint=bench
            match=127.0.0.1
            """);
    }
}
