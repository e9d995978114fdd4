using System.Globalization;

namespace Unrolled;

/// <summary>Rounds the parameters of a trained network to integers at their scales.</summary>
internal static class AccumulatorQuantizer
{
    /// <summary>The nearest integers, and of two the even one.</summary>
    /// <exception cref="ArgumentException">There are more or fewer numbers, or one has no integer in its layer's range.</exception>
    public static short[] Quantize(AccumulatorShape shape, ReadOnlySpan<float> parameters)
    {
        Internal.Check.Length(parameters.Length, shape.ParameterCount, nameof(parameters));
        short[] integers = new short[parameters.Length];
        foreach (AccumulatorSection section in AccumulatorSection.Of(shape))
        {
            for (int i = 0; i < section.Count; i++)
            {
                float value = parameters[section.Start + i];
                double integer = Math.Round((double)value * section.Scale);
                if (!(integer >= section.Least && integer <= section.Greatest))
                {
                    throw new ArgumentException(
                        string.Create(CultureInfo.InvariantCulture, $"Number {i} of {section.Name} is {value}, at a scale of {section.Scale} {integer}, but must be among the {section.Range}."),
                        nameof(parameters));
                }

                integers[section.Start + i] = (short)integer;
            }
        }

        return integers;
    }
}
