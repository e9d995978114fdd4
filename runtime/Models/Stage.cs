namespace Unrolled;

/// <summary>
/// What a network does to each of its inputs before the first layer, or to each of its outputs behind the last:
/// y = min(max(scale x + offset, minimum), maximum).
/// </summary>
/// <remarks>
/// Normalised observations and bounded actions, which a model brings with it. What is not needed is empty: no scale is 1, no offset 0, no
/// minimum or maximum no limit. The derivative is the scale within the limits, 0 on and beyond them. NaN stays NaN.
/// </remarks>
public sealed class Stage
{
    private readonly float[] _scale;
    private readonly float[] _offset;
    private readonly float[] _minimum;
    private readonly float[] _maximum;

    /// <summary>A stage of numbers for each element; each list is as long as the others, or empty.</summary>
    /// <param name="scale">What each element is multiplied by.</param>
    /// <param name="offset">What is added then.</param>
    /// <param name="minimum">The least result.</param>
    /// <param name="maximum">The greatest result.</param>
    /// <exception cref="ArgumentException">
    /// The lists differ in length, a scale or an offset is not finite, a limit is NaN, or a minimum is above its maximum.
    /// </exception>
    public Stage(ReadOnlySpan<float> scale, ReadOnlySpan<float> offset, ReadOnlySpan<float> minimum, ReadOnlySpan<float> maximum)
    {
        Size = Math.Max(Math.Max(scale.Length, offset.Length), Math.Max(minimum.Length, maximum.Length));
        _scale = Checked(scale, nameof(scale), mayBeInfinite: false);
        _offset = Checked(offset, nameof(offset), mayBeInfinite: false);
        _minimum = Checked(minimum, nameof(minimum), mayBeInfinite: true);
        _maximum = Checked(maximum, nameof(maximum), mayBeInfinite: true);
        for (int i = 0; i < Math.Min(minimum.Length, maximum.Length); i++)
        {
            if (minimum[i] > maximum[i])
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The minimum of element {i} is {minimum[i]}, above its maximum of {maximum[i]}."), nameof(minimum));
            }
        }
    }

    /// <summary>The number of elements.</summary>
    public int Size { get; }

    /// <summary>What each element is multiplied by; or empty.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>What is added then; or empty.</summary>
    public ReadOnlySpan<float> Offset => _offset;

    /// <summary>The least result of each element; or empty.</summary>
    public ReadOnlySpan<float> Minimum => _minimum;

    /// <summary>The greatest result of each element; or empty.</summary>
    public ReadOnlySpan<float> Maximum => _maximum;

    /// <summary>What becomes of a number as one element: to the bit what the network makes of it.</summary>
    internal float Apply(int element, float number)
    {
        // A number without limits is one that may be anything, and nothing is left of it where it is multiplied by 0.
        float scaled = _scale.Length == 0 ? number : _scale[element] == 0 ? 0 : number * _scale[element];
        float shifted = _offset.Length == 0 ? scaled : scaled + _offset[element];
        float raised = _minimum.Length == 0 ? shifted : Math.Max(shifted, _minimum[element]);
        return _maximum.Length == 0 ? raised : Math.Min(raised, _maximum[element]);
    }

    private float[] Checked(ReadOnlySpan<float> numbers, string name, bool mayBeInfinite)
    {
        if (numbers.Length != 0 && numbers.Length != Size)
        {
            throw new ArgumentException(
                $"{name} has {Wording.Exact(numbers.Length, "element")}, but the stage has {Wording.Exact(Size, "element")}: none or as many are needed.", name);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            if (float.IsNaN(numbers[i]) || (!mayBeInfinite && float.IsInfinity(numbers[i])))
            {
                throw new ArgumentException(FormattableString.Invariant($"{name} of element {i} is {numbers[i]}."), name);
            }
        }

        return numbers.ToArray();
    }
}
