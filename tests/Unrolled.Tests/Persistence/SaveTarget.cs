namespace Unrolled.Tests.Persistence;

/// <summary>Saves a network in a process of its own, whose system calls can be seen.</summary>
internal static class SaveTarget
{
    public const string Name = "net.safetensors";

    public static void Save(string folder) => new Tiny(1).Save(Path.Combine(folder, Name));
}

/// <summary>Saves a network to the standard output, with something before and behind it.</summary>
internal static class OutputTarget
{
    public const string Before = "before\n";
    public const string Behind = "behind\n";

    public static void Save(string path)
    {
        Console.Out.Write(Before);
        new Tiny(1).Save(path);
        Console.Out.Write(Behind);
    }
}
