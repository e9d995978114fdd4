namespace Unrolled.Tests.SameBits;

/// <summary>
/// What must be computed to the same bits everywhere, and the hashes that say so, which lie beside this file as sha256sum writes them. It
/// needs no test framework, so that it runs in WebAssembly too.
/// </summary>
internal sealed class HashList
{
    private readonly IReadOnlyDictionary<string, Case> _cases;
    private readonly Dictionary<string, string> _hashes;

    private HashList(string name, IReadOnlyDictionary<string, Case> cases)
    {
        Name = name;
        _cases = cases;
        _hashes = Read(name);
    }

    public static HashList Functions { get; } = new("Functions", FunctionCases.All);

    public static HashList Networks { get; } = new("Networks", NetworkCases.All);

    public string Name { get; }

    /// <summary>Those that have a hash, in order.</summary>
    public IEnumerable<string> Names => _hashes.Keys.Order(StringComparer.Ordinal);

    /// <summary>Those that can be computed, in order.</summary>
    public IEnumerable<string> Cases => _cases.Keys.Order(StringComparer.Ordinal);

    public static HashList Trainings(int threads) => new("Trainings", TrainingCases.On(threads));

    public string Expected(string name) => _hashes[name];

    public string Compute(string name)
    {
        using var digest = new Digest();
        _cases[name](digest);
        return digest.ToString();
    }

    private static Dictionary<string, string> Read(string name)
    {
        using Stream stream = typeof(HashList).Assembly.GetManifestResourceStream($"SameBits/{name}.sha256")!;
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split("  ", 2)).ToDictionary(parts => parts[1], parts => parts[0]);
    }
}
