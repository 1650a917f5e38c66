namespace VoiceDock.Core.Practice.Faults;

/// <summary>Has other audio than usual.</summary>
internal sealed class SoundFault(string name, Func<PracticeSound, PracticeSound> change) : PracticeFault(name)
{
    internal override PracticeSound Change(PracticeSound sound) => change(sound);
}
