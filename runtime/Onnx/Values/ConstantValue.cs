namespace Unrolled;

/// <summary>A tensor that does not depend on the inputs: its elements are in one of the lists.</summary>
internal sealed class ConstantValue : GraphValue
{
    private ConstantValue(int[] dims, double[]? numbers, long[]? integers, string[]? texts)
        : base(dims)
    {
        Numbers = numbers;
        Integers = integers;
        Texts = texts;
    }

    /// <summary>Elements of floating-point types.</summary>
    public double[]? Numbers { get; }

    /// <summary>Whole numbers, truth values as 0 and 1, and <see cref="TensorDims.BatchNumber"/>.</summary>
    public long[]? Integers { get; }

    public string[]? Texts { get; }

    /// <summary>The name of the tensor in the file that it is, or is made of; for messages.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Whether it has the number of samples among its elements.</summary>
    public bool HasBatch => Integers is not null && Integers.AsSpan().Contains(TensorDims.BatchNumber);

    public static ConstantValue Of(int[] dims, double[] numbers) => new(dims, numbers, null, null);

    public static ConstantValue Of(int[] dims, long[] integers) => new(dims, null, integers, null);

    public static ConstantValue Of(int[] dims, string[] texts) => new(dims, null, null, texts);

    /// <summary>A list of whole numbers.</summary>
    public static ConstantValue Of(params long[] integers) => new([integers.Length], null, integers, null);

    public ConstantValue WithName(string name) => new(Dims, Numbers, Integers, Texts) { Name = name };

    /// <summary>The elements as numbers; null where there is none for one of them.</summary>
    public double[]? ToNumbers() => Numbers ?? (Integers is null || HasBatch ? null : [.. Integers.Select(i => (double)i)]);

    public override GraphValue Reshape(int[] dims) => new ConstantValue(dims, Numbers, Integers, Texts) { Name = Name };

    public override GraphValue Select(int[] dims, ReadOnlySpan<int> places) =>
        new ConstantValue(dims, Take(Numbers, places), Take(Integers, places), Take(Texts, places)) { Name = Name };

    public static T[]? Take<T>(T[]? source, ReadOnlySpan<int> places)
    {
        if (source is null)
        {
            return null;
        }

        T[] taken = new T[places.Length];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = source[places[i]];
        }

        return taken;
    }
}
