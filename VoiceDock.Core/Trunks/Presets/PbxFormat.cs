namespace VoiceDock.Core.Trunks.Presets;

/// <summary>The language of a text for the other side; decides how values are written into it.</summary>
public enum PbxFormat
{
    /// <summary>Words for a person.</summary>
    Text,

    /// <summary>A configuration file of Asterisk or fail2ban.</summary>
    Ini,

    /// <summary>A configuration file of FreeSWITCH.</summary>
    Xml,

    /// <summary>Lines for a POSIX shell.</summary>
    Shell,

    /// <summary>Lines for Cisco IOS. Has no escape: takes addresses and ports only.</summary>
    Ios,

    /// <summary>Lists and scripts of Kamailio or OpenSIPS. Has no escape: takes addresses and ports only.</summary>
    Kamailio,
}
