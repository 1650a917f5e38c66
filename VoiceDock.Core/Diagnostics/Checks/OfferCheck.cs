using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>Codecs, encryption and keys: our offer against what the peer names; with a call, against its answer.</summary>
internal sealed class OfferCheck(ICallProbe probe, TestCall call) : ICheck
{
    public CheckName Name => CheckName.Offer;

    public bool IsPartOf(DoctorMode mode) => mode is not (DoctorMode.DryRun or DoctorMode.Nobody);

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        var target = exam.Alive ?? exam.Targets[0];
        var offer = probe.Offer(exam.Subject, target).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var finding = TestCall.IsIn(exam.Order.Mode) ? Answered(exam, await call.PlaceAsync(exam, ct)) : Named(exam);
        return finding with { Sent = Ours(exam.Trunk), Facts = [.. finding.Facts, .. offer.Select(line => $"Our offer: {line}")] };
    }

    private static string Ours(Trunk trunk) =>
        $"{string.Join(", ", trunk.Codecs)}, {(trunk.Srtp == TrunkSrtp.Off ? "in the clear" : $"SRTP {WireName.Of(trunk.Srtp)}")}, keys by RFC 4733";

    // Without a call: what an answer to OPTIONS described (RFC 3261 11.2), where it did.
    private static Finding Named(Examination exam)
    {
        var theirs = exam.Options.Select(o => o.Codecs).FirstOrDefault(c => c is not null);
        if (theirs is null) return Finding.Ok("This would be offered. What the PBX takes shows with a call; it does not say before.");
        var common = exam.Trunk.Codecs.Where(c => theirs.Contains(c, StringComparer.OrdinalIgnoreCase)).ToList();
        var received = string.Join(", ", theirs);
        return common.Count > 0
            ? Finding.Ok($"A call would use {common[0]}.") with { Received = received }
            : exam.Problem("R17", $"No common codec: we offer {string.Join(", ", exam.Trunk.Codecs)}, they {(theirs.Count == 0 ? "name none" : $"name {received}")}.") with { Received = received };
    }

    private static Finding Answered(Examination exam, CallAnswer answer)
    {
        var finding = Refused(exam, answer) ?? Described(exam, answer);
        return finding with { Received = answer.Audio is { } audio ? Theirs(audio) : answer.Received, Facts = answer.Warning is { } warning ? [$"Warning: {warning}"] : [] };
    }

    private static Finding? Refused(Examination exam, CallAnswer answer)
    {
        if (answer.StatusCode is not (415 or 488 or 606)) return null;
        var theirs = answer.Audio;
        var encryption = theirs is not null && theirs.IsEncrypted != (exam.Trunk.Srtp != TrunkSrtp.Off && !exam.EncryptionRefused);
        var words = encryption || (theirs is null && Mentions(answer.Warning, "encrypt", "SAVP", "SRTP", "transport protocol", "crypto"))
            ? $"The PBX wants audio {(exam.Trunk.Srtp == TrunkSrtp.Off ? "encrypted (SRTP), and we offer it in the clear" : "otherwise than we offer it")}."
            : theirs is { Codecs.Count: > 0 } ? $"No common codec: we offer {string.Join(", ", exam.Trunk.Codecs)}, they {string.Join(", ", theirs.Codecs)}."
            : $"The PBX refused our codecs or our encryption ({answer.StatusCode}): we offer {string.Join(", ", exam.Trunk.Codecs)}, {(exam.Trunk.Srtp == TrunkSrtp.Off ? "in the clear" : "encrypted")}.";
        return exam.Problem("R17", words);
    }

    private static Finding Described(Examination exam, CallAnswer answer)
    {
        if (answer.Audio is not { } theirs)
            return answer.Rang || answer.Answered ? Finding.Ok("The PBX took the call as offered; it describes its audio only when it is answered.") : Finding.Skipped("The call was not taken, so nothing was answered to our offer.");
        if (theirs.Address is { } named && PrivateAddress.IsWrongFor(named.Address, answer.Target.Address))
            return exam.Warning("R24", $"The PBX announces {named.Address} for its audio, a private address; it does not know its public address.");
        if (answer.Problem is { } problem)
            return exam.Problem("R17", $"The PBX's answer cannot be used: {problem.TrimEnd('.')}.");
        if (exam.EncryptionRefused)
            return Finding.Warning("The PBX refused encrypted audio; the call was placed in the clear.", "Switch SRTP on at the PBX, or off here: every call tries twice.", CheckSide.There);
        if (!theirs.TakesKeys && answer.Answered)
            return exam.Warning("R26", "The PBX offers no RFC 4733 keys: menus behind it would not hear them.");
        return Finding.Ok($"Both sides use {answer.Codec ?? theirs.Codecs.FirstOrDefault() ?? "no codec"}{(theirs.IsEncrypted ? ", encrypted" : "")}.");
    }

    private static bool Mentions(string? text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true) return true;
        }

        return false;
    }

    private static string Theirs(PeerAudio audio) =>
        $"{(audio.Codecs.Count == 0 ? "no codec" : string.Join(", ", audio.Codecs))}, {(audio.IsEncrypted ? "encrypted" : "in the clear")}, audio at {audio.Address?.ToString() ?? "no address"}{(audio.TakesKeys ? "" : ", no keys")}";
}
