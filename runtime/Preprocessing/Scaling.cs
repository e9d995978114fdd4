namespace Unrolled;

/// <summary>How numbers are brought to a scale that networks learn well: y = (x - offset) / scale.</summary>
public enum Scaling
{
    /// <summary>Not at all: offset 0, scale 1.</summary>
    None,

    /// <summary>To mean 0 and standard deviation 1: the offset is the mean, the scale the population's standard deviation.</summary>
    Standard,

    /// <summary>To 0 to 1: the offset is the least number, the scale the way from there to the greatest.</summary>
    MinMax,

    /// <summary>
    /// To median 0 and interquartile range 1, which a few outliers do not change. Quantiles are interpolated linearly: Hyndman and Fan,
    /// <i>Sample Quantiles in Statistical Packages</i> (1996), type 7. Where the middle half of the numbers are one, the scale is the
    /// standard deviation.
    /// </summary>
    Robust,
}
