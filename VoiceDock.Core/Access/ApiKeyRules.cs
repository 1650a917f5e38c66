using System.Net;
using FluentValidation;

namespace VoiceDock.Core.Access;

/// <summary>What a new key must satisfy.</summary>
public sealed class ApiKeyRules : AbstractValidator<ApiKeyInput>
{
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(3650);

    public ApiKeyRules()
    {
        RuleFor(k => k.Name).Must(n => !string.IsNullOrWhiteSpace(n) && n.Length <= 100 && !n.Any(char.IsControl))
            .WithMessage("Give the key a name of 1 to 100 characters.");
        RuleFor(k => k.Scopes).NotEmpty().WithMessage("Tick at least one scope.");
        RuleForEach(k => k.Scopes).Must(s => ApiScopes.All.Contains(s)).WithMessage("There is no scope '{PropertyValue}'.");
        RuleForEach(k => k.Networks).Must(n => TryReadNetwork(n, out _)).WithMessage("'{PropertyValue}' is no address and no network like 192.0.2.0/24.");
        RuleFor(k => k.Lifetime).Must(l => l is null || (l > TimeSpan.Zero && l <= LongestLifetime)).WithMessage("A key lives between a moment and ten years.");
        RuleFor(k => k.NeverExpiresReason).Must(r => !string.IsNullOrWhiteSpace(r) && r.Length <= 200).When(k => k.Lifetime is null)
            .WithMessage("Say why this key never expires (up to 200 characters).");
    }

    /// <summary>A CIDR network, or one address as the network of itself.</summary>
    internal static bool TryReadNetwork(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
