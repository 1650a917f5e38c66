using System.Net.Sockets;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>Asks the program that runs on a data folder.</summary>
internal static class ControlClient
{
    /// <returns>The exit code, or null when no program listens there.</returns>
    /// <exception cref="StartupException">The program broke off, or this account may not ask it.</exception>
    public static async Task<int?> AskAsync(string folder, VerbCall call, IVerbOutput output, CancellationToken ct)
    {
        try
        {
            if (await ControlSocket.ConnectAsync(folder, ct) is not { } socket) return null;
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await new ControlMessage(call.Kind.ToString(), call.Kind == VerbKind.Backup ? null : call.File, call.Person).SendAsync(stream, ct);
            return await ListenAsync(stream, output, ct);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The running VoiceDock in {folder} could not be asked: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static async Task<int> ListenAsync(Stream stream, IVerbOutput output, CancellationToken ct)
    {
        while (await ControlMessage.ReceiveAsync(stream, ct) is { } answer)
        {
            if (answer.Exit is { } exit) return exit;
            if (answer.Say is { } line) await output.SayAsync(line, ct);
            if (!answer.File) continue;
            await stream.CopyToAsync(await output.OpenFileAsync(ct), ct);
            return 0;
        }

        throw new InvalidDataException("it broke off before it had answered; its log may say why");
    }
}
