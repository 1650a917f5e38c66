using VoiceDock.Core.Diagnostics.Waiting;

namespace VoiceDock.Web.Diagnostics;

/// <summary>What an arrival's parts are called on screens.</summary>
public static class ArrivalWords
{
    /// <summary>Which way of writing numbers it looks like.</summary>
    public static string Form(string? user) => NumberLooks.Of(user) switch
    {
        NumberLook.E164Plus => "looks like E.164 with +",
        NumberLook.E164Plain => user!.Length == 10 ? "looks like E.164 without +, or a North American national number" : "looks like E.164 without +",
        NumberLook.DoubleZero => "looks like an international number with 00",
        NumberLook.National => "looks like a national number",
        NumberLook.Extension => "looks like an extension",
        _ => user is null ? "no number in it" : "a name, no number",
    };

    /// <summary>With a capital and a full stop.</summary>
    public static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}
