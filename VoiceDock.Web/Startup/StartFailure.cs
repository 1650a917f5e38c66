using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Startup;

/// <summary>A start that did not succeed for a reason a person can mend: one sentence and the exit code. Everything else is a bug and keeps its stack.</summary>
public sealed record StartFailure(string Sentence, int ExitCode)
{
    public static StartFailure? Of(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (Known(e) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static StartFailure? Known(Exception e) => e switch
    {
        StartupException s => new StartFailure(s.Sentence, s.ExitCode),
        OptionsValidationException o => new StartFailure(string.Join(' ', o.Failures), ExitCodes.CannotStart),
        AddressInUseException => new StartFailure($"{e.Message.TrimEnd('.')}; stop the other program, or choose another port with --urls.", ExitCodes.CannotStart),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => new StartFailure("A port VoiceDock needs is used by another program.", ExitCodes.CannotStart),

        // The configuration's own words name the key and what was read.
        InvalidOperationException { Message: var m } when m.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => new StartFailure(m, ExitCodes.CannotStart),
        InvalidDataException { Message: var m } when m.StartsWith("Failed to load configuration", StringComparison.Ordinal) => new StartFailure(m, ExitCodes.CannotStart),
        _ => null,
    };
}
