namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>The name service could not be asked: no answer in time, or an answer that is an error. Says nothing about the name.</summary>
internal sealed class NameServiceException(string message, Exception? cause = null) : Exception(message, cause);
