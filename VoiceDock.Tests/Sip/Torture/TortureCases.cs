namespace VoiceDock.Tests.Sip.Torture;

/// <summary>What each message of RFC 4475 (section 3) and RFC 5118 (section 4) must lead to: the parser's refusal, null where it is a good
/// message, and what is sent back over UDP ("offered": 100 and then the owner's own answer; "silence": nothing).</summary>
internal static class TortureCases
{
    private const string Silence = "silence";
    private const string Offered = "offered";

    public static TheoryData<string, string?, string> All { get; } = new()
    {
        // 3.1.1: valid. wsinv and the BYEs below name dialogs we do not have; the REGISTERs find no registrar behind this listener.
        { "rfc4475/wsinv", null, "481" },
        { "rfc4475/intmeth", null, "405" },
        { "rfc4475/esc01", null, Offered },
        { "rfc4475/escnull", null, "405" },
        { "rfc4475/esc02", null, "405" },
        { "rfc4475/lwsdisp", null, "200" },
        { "rfc4475/longreq", null, Offered },
        { "rfc4475/dblreq", null, "405" },
        { "rfc4475/semiuri", null, "200" },
        { "rfc4475/transports", null, "200" },
        { "rfc4475/mpart01", null, "405" },
        { "rfc4475/unreason", null, Silence },
        { "rfc4475/noreason", null, Silence },

        // 3.1.2: invalid. A bad Date is to be ignored by whoever does not use it, and missing quotes around a name may be inferred.
        { "rfc4475/badinv01", "Malformed Via", "400" },
        { "rfc4475/clerr", "Body shorter than Content-Length", "400" },
        { "rfc4475/ncl", "Malformed Content-Length", "400" },
        { "rfc4475/scalar02", "Malformed CSeq", "400" },
        { "rfc4475/scalarlg", "Malformed CSeq", Silence },
        { "rfc4475/quotbal", "Malformed To", "400" },
        { "rfc4475/ltgtruri", "Malformed Request-URI", "400" },
        { "rfc4475/lwsruri", "Malformed Request-URI", "400" },
        { "rfc4475/lwsstart", "Malformed Request-URI", "400" },
        { "rfc4475/trws", "Malformed request line", "400" },
        { "rfc4475/escruri", "Malformed Request-URI", "400" },
        { "rfc4475/baddate", null, Offered },
        { "rfc4475/regbadct", "Malformed Contact", "400" },
        { "rfc4475/badaspec", "Malformed To", "400" },
        { "rfc4475/baddn", null, "200" },
        { "rfc4475/badvers", "Version not supported", "505" },
        { "rfc4475/mismatch01", "CSeq names another method", "400" },
        { "rfc4475/mismatch02", "CSeq names another method", "400" },
        { "rfc4475/bigcode", "Malformed status line", Silence },

        // 3.2: transactions. What the bare cookie must not do is in TortureReadingTests.
        { "rfc4475/badbranch", null, "200" },

        // 3.3: what the layers above the parser refuse. Max-Forwards 0 is no matter where the request ends.
        { "rfc4475/insuf", "Missing From", "400" },
        { "rfc4475/unkscm", null, "416" },
        { "rfc4475/novelsc", null, "416" },
        { "rfc4475/unksm2", null, "405" },
        { "rfc4475/bext01", null, "420" },
        { "rfc4475/invut", null, "415" },
        { "rfc4475/regaut01", null, "405" },
        { "rfc4475/multi01", "More than one From", "400" },
        { "rfc4475/mcl01", "More than one Content-Length", "400" },
        { "rfc4475/bcast", null, Silence },
        { "rfc4475/zeromf", null, "200" },
        { "rfc4475/cparam01", null, "405" },
        { "rfc4475/cparam02", null, "405" },
        { "rfc4475/regescrt", null, "405" },
        { "rfc4475/sdp01", null, "406" },

        // 3.4: RFC 2543.
        { "rfc4475/inv2543", null, Offered },

        { "rfc5118/ipv6-good", null, "405" },
        { "rfc5118/ipv6-bad", "Malformed Request-URI", "400" },
        { "rfc5118/port-ambiguous", null, "405" },
        { "rfc5118/port-unambiguous", null, "405" },
        { "rfc5118/via-received-param-with-delim", null, "481" },
        { "rfc5118/via-received-param-no-delim", null, "200" },
        { "rfc5118/ipv6-in-sdp", null, Offered },
        { "rfc5118/mult-ip-in-header", null, "481" },
        { "rfc5118/mult-ip-in-sdp", null, Offered },
        { "rfc5118/ipv4-mapped-ipv6", null, Offered },
        { "rfc5118/ipv6-bug-abnf-3-colons", null, "200" },
        { "rfc5118/ipv6-correct-abnf-2-colons", null, "200" },
    };
}
