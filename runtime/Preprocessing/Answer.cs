namespace Unrolled;

/// <summary>What a <see cref="Pipeline{TNetwork}"/> says to one row.</summary>
public sealed class Answer
{
    private readonly IReadOnlyList<string> _names;
    private readonly float[] _values;

    internal Answer(IReadOnlyList<string> names, float[] values, int classNumber, string? className)
    {
        _names = names;
        _values = values;
        ClassNumber = classNumber;
        ClassName = className;
    }

    /// <summary>The number of the predicted class, from 0; -1 where the answer is numbers.</summary>
    public int ClassNumber { get; }

    /// <summary>The name of the predicted class; null where the answer is numbers.</summary>
    public string? ClassName { get; }

    /// <summary>What the values are called: <see cref="Pipeline{TNetwork}.AnswerNames"/>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The values in the order of their names: probabilities of the classes, or targets in their own unit.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The value of a name: the probability of a class, or a target in its own unit.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public float this[string name]
    {
        get
        {
            for (int i = 0; i < _values.Length; i++)
            {
                if (_names[i] == name)
                {
                    return _values[i];
                }
            }

            throw new ArgumentException($"There is no answer {Printable.Quote(name ?? "null")}, only {Listing.Of(_names)}.", nameof(name));
        }
    }

    /// <summary>The class and the values: "setosa (setosa 0.98, versicolor 0.02)", "price 245000".</summary>
    public override string ToString()
    {
        string values = string.Join(", ", _names.Zip(_values, (name, value) => $"{name} {Wording.Number(value)}"));
        return ClassName is null ? values : $"{ClassName} ({values})";
    }
}
