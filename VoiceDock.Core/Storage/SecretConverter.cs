using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>A sealed secret is stored as its bytes.</summary>
public sealed class SecretConverter() : ValueConverter<ProtectedSecret, byte[]>(secret => secret.ToBytes(), bytes => new ProtectedSecret(bytes));
