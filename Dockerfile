# Build: docker build --build-arg REGISTRY=… -t voicedock .   (REGISTRY: the host that serves Microsoft's .NET images)
# Run:   docker run --network host -v voicedock:/data voicedock
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
RUN dotnet publish VoiceDock.Web/VoiceDock.Web.csproj -c Release -r linux-x64 --self-contained false -o /app --no-restore

FROM ${REGISTRY}/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
RUN mkdir -p /data && chown 1654:1654 /data
ENV VOICEDOCK_DATA=/data ASPNETCORE_HTTP_PORTS=8080
VOLUME /data
USER 1654
EXPOSE 8080/tcp 5060/udp 5060/tcp 5061/tcp
ENTRYPOINT ["dotnet", "VoiceDock.Web.dll"]
