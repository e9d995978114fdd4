using System.Globalization;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// Network types and the hyper-parameters to train them with, from which a grid or a random choice of candidates is made.
/// </summary>
/// <remarks>
/// Bergstra and Bengio, <i>Random search for hyper-parameter optimization</i> (2012): where only few of many hyper-parameters matter,
/// random candidates find good values of these sooner than a grid.
/// </remarks>
/// <param name="basis">The options that are the same for all.</param>
/// <example>
/// <code>
/// SearchSpace space = new SearchSpace(new TrainingOptions { Epochs = 100 })
///     .Network&lt;Logistic&gt;()
///     .Network&lt;ThreeLayer&gt;("2-8-1")
///     .Vary("batch", [1, 10], (options, size) => options with { BatchSize = size })
///     .Vary("rate", [0.03f, 0.3f, 3f], (options, rate) => options with { LearningRate = rate });
/// foreach (SearchResult result in ModelSearch.Run(space.Grid(), folds, threads: 2))
/// {
///     Console.WriteLine(result);
/// }
/// </code>
/// </example>
public sealed class SearchSpace(TrainingOptions basis)
{
    private delegate (string Label, TrainingOptions Options) Draw(TrainingOptions options, ref Xoshiro256 random);

    private readonly TrainingOptions _basis = basis ?? throw new ArgumentNullException(nameof(basis));
    private readonly List<Func<string, TrainingOptions, Candidate>> _networks = [];
    private readonly List<Axis> _axes = [];

    /// <summary>Adds a network type.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="name">What to call it; the name of the class unless given.</param>
    /// <returns>This space.</returns>
    public SearchSpace Network<TNetwork>(string? name = null) where TNetwork : class, INetwork<TNetwork>
    {
        name ??= TypeNames.Of(typeof(TNetwork));
        _networks.Add((suffix, options) => Candidate.Of<TNetwork>(options, name + suffix));
        return this;
    }

    /// <summary>Adds a hyper-parameter with the values that it may take.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">What to call it in the names of candidates.</param>
    /// <param name="values">The values, at least one.</param>
    /// <param name="apply">Puts a value into options.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public SearchSpace Vary<T>(string name, IReadOnlyList<T> values, Func<TrainingOptions, T, TrainingOptions> apply)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(apply);
        Require.AtLeastOne(values.Count, "values.Count", nameof(values));
        _axes.Add(new Axis(
            name,
            [.. values.Select(value => Choice(name, value, apply))],
            (TrainingOptions options, ref Xoshiro256 random) => Choice(name, values[random.Next(values.Count)], apply)(options)));
        return this;
    }

    /// <summary>Adds a hyper-parameter that may take every value of a range. <see cref="Random"/> draws its logarithm uniformly.</summary>
    /// <param name="name">What to call it in the names of candidates.</param>
    /// <param name="low">The least value that is drawn, above 0.</param>
    /// <param name="high">The greatest value that is drawn; finite.</param>
    /// <param name="apply">Puts a value into options.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not above 0.</exception>
    public SearchSpace VaryLogarithmically(string name, float low, float high, Func<TrainingOptions, float, TrainingOptions> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        if (!(low > 0 && low < high && float.IsFinite(high)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(low),
                string.Create(CultureInfo.InvariantCulture, $"The range is {low} to {high}, but must be 0 < low < high, both finite."));
        }

        _axes.Add(new Axis(
            name,
            Choices: null,
            (TrainingOptions options, ref Xoshiro256 random) =>
                Choice(name, Logarithmic(low, high, random.NextSingle()), apply)(options)));
        return this;
    }

    /// <summary>Every network type with every combination of values, the last hyper-parameter changing fastest.</summary>
    /// <exception cref="InvalidOperationException">There is no network type, or a hyper-parameter has a range, not values.</exception>
    public IReadOnlyList<Candidate> Grid()
    {
        IEnumerable<(string Label, TrainingOptions Options)> points = [("", _basis)];
        foreach (Axis axis in _axes)
        {
            Func<TrainingOptions, (string Label, TrainingOptions Options)>[] choices = axis.Choices
                ?? throw new InvalidOperationException($"{axis.Name} has a range; a grid needs values.");
            points = [.. points.SelectMany(_ => choices, (point, choice) =>
            {
                (string label, TrainingOptions options) = choice(point.Options);
                return (point.Label + label, options);
            })];
        }

        return [.. Networks().SelectMany(_ => points, (network, point) => network(point.Label, point.Options))];
    }

    /// <summary>Candidates whose network type and values are drawn at random, each independently of the others.</summary>
    /// <param name="count">How many, at least 1. A greater number with the same seed begins with the same candidates.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="ArgumentException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">There is no network type.</exception>
    public IReadOnlyList<Candidate> Random(int count, int seed)
    {
        Require.AtLeastOne(count, nameof(count));
        List<Func<string, TrainingOptions, Candidate>> networks = Networks();
        Xoshiro256 random = new(seed);
        var candidates = new Candidate[count];
        for (int i = 0; i < count; i++)
        {
            Func<string, TrainingOptions, Candidate> network = networks[random.Next(networks.Count)];
            string label = "";
            TrainingOptions options = _basis;
            foreach (Axis axis in _axes)
            {
                (string part, options) = axis.Draw(options, ref random);
                label += part;
            }

            candidates[i] = network(label, options);
        }

        return candidates;
    }

    /// <summary>How many network types there are, and the names of the hyper-parameters that vary.</summary>
    public override string ToString()
    {
        string networks = Wording.Exact(_networks.Count, "network type");
        return _axes.Count == 0 ? networks : $"{networks}; {string.Join(", ", _axes.Select(axis => axis.Name))}";
    }

    private static Func<TrainingOptions, (string Label, TrainingOptions Options)> Choice<T>(
        string name, T value, Func<TrainingOptions, T, TrainingOptions> apply) =>
        options => (string.Create(CultureInfo.InvariantCulture, $", {name} {value}"), apply(options, value));

    /// <summary>The number at a fraction of the way from low to high in logarithms; the rounding of these could lead past the ends.</summary>
    private static float Logarithmic(float low, float high, float fraction)
    {
        double start = PortableMath.Log(low);
        return (float)Math.Clamp(PortableMath.Exp(start + (fraction * (PortableMath.Log(high) - start))), low, high);
    }

    private List<Func<string, TrainingOptions, Candidate>> Networks() => _networks.Count > 0
        ? _networks
        : throw new InvalidOperationException("There is no network type to search.");

    /// <param name="Name">What to call it.</param>
    /// <param name="Choices">Puts each of its values into options; null where they are a range.</param>
    /// <param name="Draw">Puts one drawn at random into options.</param>
    private sealed record Axis(string Name, Func<TrainingOptions, (string Label, TrainingOptions Options)>[]? Choices, Draw Draw);
}
