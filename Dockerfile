# Build: eng/image.sh, or  docker build --build-arg REGISTRY=… -t voicedock .   (REGISTRY: the host that serves Microsoft's .NET images)
# Run:   deploy/compose.yaml, or  docker run --network host --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges -v voicedock:/data voicedock
# Host networking, because audio uses a range of 10,000 UDP ports.
ARG REGISTRY
FROM ${REGISTRY}/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props VoiceDock.Web.sln .editorconfig ./
COPY eng/ eng/
COPY VoiceDock.Core/VoiceDock.Core.csproj VoiceDock.Core/
COPY VoiceDock.Web/VoiceDock.Web.csproj VoiceDock.Web/
RUN dotnet restore VoiceDock.Web/VoiceDock.Web.csproj -r linux-x64
COPY VoiceDock.Core/ VoiceDock.Core/
COPY VoiceDock.Web/ VoiceDock.Web/
COPY wwwroot/ wwwroot/
# The modes of a checkout are those of whoever made it: readable by all here, and writable by root alone.
RUN dotnet publish VoiceDock.Web/VoiceDock.Web.csproj -c Release -r linux-x64 --self-contained false -o /app --no-restore && chmod -R go=rX /app

FROM ${REGISTRY}/dotnet/aspnet:10.0
WORKDIR /app
# Owned by root: the program cannot change itself.
COPY --from=build /app ./
COPY deploy/healthcheck.sh /usr/local/bin/healthcheck
RUN chmod 0755 /usr/local/bin/healthcheck && mkdir -m 0700 /data && chown 1654:1654 /data
# No debugger may attach and no dump is written: both would show passwords.
ENV VOICEDOCK_DATA=/data ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
VOLUME /data
USER 1654:1654
EXPOSE 8080/tcp 5060/udp 5060/tcp 5061/tcp
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["healthcheck"]
ENTRYPOINT ["dotnet", "VoiceDock.Web.dll"]
