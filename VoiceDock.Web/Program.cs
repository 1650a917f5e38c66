using VoiceDock.Web;

var builder = VoiceDockHost.CreateBuilder(args);
builder.AddVoiceDockWeb();
var app = builder.Build();
app.MapVoiceDockWeb();
app.Run();

public partial class Program;
