using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>What an answer to our credentials means.</summary>
internal static class CredentialWords
{
    public static Finding Of(Examination exam, ProbeAnswer answer) => (OfAuth(exam, answer) ?? OfStatus(exam, answer)).From(answer);

    /// <summary>There is no password to test: what the peer said to OPTIONS tells whether it knows our address.</summary>
    public static Finding WithoutUser(Examination exam) => exam.Options switch
    {
        [{ StatusCode: 401 or 407 } asked, ..] => exam.Problem("R09", "The PBX wants a password; it does not recognise our address.").From(asked),
        [{ StatusCode: 403 } refused, ..] => exam.Problem("R10", "The PBX was reached, but does not allow our address.").From(refused),
        _ => Finding.Skipped("The trunk has no user name: the PBX is to trust our address, and there is no password to test. Whether it does shows with a call."),
    };

    /// <summary>The peer takes no REGISTER and asked for no password otherwise.</summary>
    public static Finding NotTestable(ProbeAnswer register) => Finding.Skipped(register.IsAnswered
        ? "The peer does not take REGISTER, so user name and password cannot be tested without a call."
        : "The peer does not answer REGISTER. Silence proves nothing about user name and password; only a call does.").From(register);

    /// <summary>What a call to a name that cannot exist proves: a refusal of the name, after the password was taken.</summary>
    public static Finding OfCall(Examination exam, CallAnswer answer) => Judged(exam, answer) with { Sent = answer.Sent, Received = answer.Received ?? answer.Detail };

    private static Finding Judged(Examination exam, CallAnswer answer)
    {
        if (answer.Outcome == ProbeOutcome.NotPlaced) return CallWords.NotPlaced(answer);
        if (answer.Outcome != ProbeOutcome.Answered) return exam.Problem("R04", "The INVITE got no answer, although the peer is there.");
        if (OfAuth(exam, answer.Auth, []) is { } refused) return refused;
        var proved = answer.Auth == ProbeAuth.Answered;
        var known = proved ? "User name and password are right: the PBX asked, took the answer, and " : "The PBX asked for no password: it trusts our address, and ";
        return answer.StatusCode switch
        {
            404 or 484 or 410 or 604 => Finding.Ok($"{known}said that nobody has that name."),
            >= 180 and < 300 => Finding.Ok($"{known}took the call; it was ended at once. Something there answers to every name."),
            403 => exam.Problem("R10", proved ? "The PBX took our answer and refused the call all the same: the account may not call, or not from our address." : "The PBX was reached, but does not allow our address or this account to call."),
            600 => exam.Problem("R14", "The PBX declines every call on this trunk (600)."),
            415 or 488 or 606 => exam.Problem("R17", $"{known}refused our codecs or our encryption ({answer.StatusCode})."),
            503 => exam.Warning("R19", "The PBX is overloaded or its own lines are down."),
            _ when proved => Finding.Ok($"{known}answered {answer.StatusCode}."),
            _ => Finding.Warning($"The PBX answered {answer.StatusCode} without asking for a password; that proves nothing.", "Test with a real destination.", CheckSide.Here),
        };
    }

    private static Finding? OfAuth(Examination exam, ProbeAnswer answer) => OfAuth(exam, answer.Auth, answer.Challenges);

    private static Finding? OfAuth(Examination exam, ProbeAuth auth, IReadOnlyList<ProbeChallenge> challenges) => auth switch
    {
        ProbeAuth.Refused => exam.Problem("R08", Refused(exam)),
        ProbeAuth.NoCredentials when (exam.Trunk.AuthUsername ?? exam.Trunk.Username) is null => exam.Problem("R09", "The PBX wants a password; it does not recognise our address."),
        ProbeAuth.NoCredentials => Finding.Problem("The PBX asks for a password, and none is set here.", "Enter the account's password.", CheckSide.Here),
        ProbeAuth.ForeignRealm => Finding.Problem(
            $"The PBX asks in the name of {(challenges.Count == 0 ? "another realm" : Realms(challenges))}, and the password is meant for {exam.Trunk.Realm} only. It was not used.",
            "If the PBX was renamed or replaced, clear the realm (Advanced) and test again.", CheckSide.Here),
        ProbeAuth.NoAlgorithm => Finding.Problem(
            $"The PBX only asks for {(challenges.Count == 0 ? "a kind of digest" : CheckText.Join(challenges.Select(c => c.Algorithm).Distinct()))}, {(exam.Trunk.AllowMd5 ? "which VoiceDock does not have" : "and this trunk does not allow MD5")}.",
            exam.Trunk.AllowMd5 ? "Have the PBX ask for MD5 or SHA-256." : "Have the PBX ask for SHA-256, or allow MD5 on this trunk.", exam.Trunk.AllowMd5 ? CheckSide.There : CheckSide.Here),
        _ => null,
    };

    private static Finding OfStatus(Examination exam, ProbeAnswer answer)
    {
        var proved = answer.Auth == ProbeAuth.Answered;
        return answer.StatusCode switch
        {
            >= 200 and < 300 when proved => Right(exam, answer),
            >= 200 and < 300 => Finding.Ok("The peer trusts our address and asked for no password: it was not tested."),
            403 when proved => exam.Problem("R10", $"The PBX took our answer and refused all the same: '{User(exam)}' may not do this, or not from our address."),
            403 => exam.Problem("R10", "The PBX was reached, but does not allow our address or this account."),
            404 when proved => Finding.Ok("User name and password are most likely right: the PBX asked, took the answer, and then had no place for bindings of this account."),
            404 => exam.Problem("R11", $"The PBX does not know the user '{User(exam)}' at {exam.Trunk.FromDomain ?? exam.Trunk.Host}."),
            503 when exam.Options is [{ StatusCode: 503 }, ..] => Finding.Skipped("The PBX answers 503 to everything now, so user name and password could not be tested."),
            503 => exam.Warning("R19", "The PBX is overloaded or its own lines are down; user name and password could not be tested."),
            >= 300 and < 400 => Finding.Warning("The PBX points to another address, which is not followed.", "Enter the address the PBX itself uses.", CheckSide.Here),
            _ => Finding.Warning($"The PBX answered {answer.StatusCode}, which says nothing about user name and password.", "Test with a call.", CheckSide.Here),
        };
    }

    private static Finding Right(Examination exam, ProbeAnswer answer) => Finding.Ok($"User name and password are right ({answer.Challenges[0].Algorithm}).") with
    {
        Facts =
        [
            $"Realm: {Realms(answer.Challenges)}",
            .. answer.Contacts.Select(c => $"Registered with this account now: {c}"),
        ],
    };

    private static string Refused(Examination exam)
    {
        var (auth, user) = (exam.Trunk.AuthUsername ?? exam.Trunk.Username, exam.Trunk.FromUser ?? exam.Trunk.Username);
        if (exam.Trunk.Preset.Slug != "3cx") return $"The PBX asks, and refuses our answer for '{auth}': the password is wrong, or it has no such user.";
        return auth == user
            ? $"3CX refuses our answer. The Authentication ID is the same as the user '{user}'; in 3CX it is another value."
            : $"3CX refuses our answer for the Authentication ID '{auth}': it or its password is wrong.";
    }

    private static string User(Examination exam) => exam.Trunk.FromUser ?? exam.Trunk.Username ?? "";

    private static string Realms(IReadOnlyList<ProbeChallenge> challenges) => CheckText.Join(challenges.Select(c => $"'{c.Realm}'").Distinct());
}
