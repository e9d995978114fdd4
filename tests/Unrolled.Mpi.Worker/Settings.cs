using System.Globalization;

namespace Unrolled.Mpi.Worker;

/// <summary>What the command line says: NAME=VALUE.</summary>
internal sealed class Settings(IEnumerable<string> arguments)
{
    private readonly Dictionary<string, string> _values =
        arguments.Select(argument => argument.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    public bool Has(string name) => _values.ContainsKey(name);
}
