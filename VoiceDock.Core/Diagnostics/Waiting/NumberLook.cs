namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>Which way of writing numbers a text looks like. A guess by its form alone.</summary>
public enum NumberLook
{
    /// <summary>No digits: a name, or nothing.</summary>
    Name,

    /// <summary><c>+31612345678</c>.</summary>
    E164Plus,

    /// <summary><c>31612345678</c>; ten digits may also be a North American national number.</summary>
    E164Plain,

    /// <summary><c>0031612345678</c>.</summary>
    DoubleZero,

    /// <summary><c>0612345678</c>.</summary>
    National,

    /// <summary>Up to six digits.</summary>
    Extension,
}
