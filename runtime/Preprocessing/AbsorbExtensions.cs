using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// Folds what is done to numbers before and behind a network into its weights: a network that takes raw numbers, or answers in their own
/// unit, at no cost.
/// </summary>
/// <remarks>
/// <para>
/// Of the inputs: W' = W / s and b' = b - W' m, for W ((x - m) / s) + b = W' x + b'. Of the outputs, where they are identities: W' = s W and
/// b' = s b + m. In double precision and rounded to floats; b' goes by the rounded weights, so that rounding one is no more than another
/// weight.
/// </para>
/// <para>
/// The network then adds up numbers of the size of m / s instead of 1, each with an error of 6e-8 of it: outputs are equal to about 1e-5 while
/// |m| is at most some tens of s, and an input with more than a thousand is refused.
/// </para>
/// </remarks>
public static class AbsorbExtensions
{
    // Beyond it three of a float's seven digits are lost.
    private const double MostDeviations = 1000;

    /// <summary>Lets the first layer take over what scales the inputs. The network then takes them as they are.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="standardizer">What scaled its inputs so far. A constant input becomes one without influence.</param>
    /// <exception cref="ArgumentException">
    /// The standardizer is for another number of inputs; an offset is more than a thousand times its scale; or a weight or bias comes to
    /// more than a float holds. Nothing has changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The network has an input stage, which lies between. Nothing has changed.</exception>
    public static void Absorb<TNetwork>(this TNetwork network, Standardizer standardizer) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(standardizer);
        if (TNetwork.InputStage is not null)
        {
            throw new InvalidOperationException(
                $"{TypeNames.Of(typeof(TNetwork))} has an input stage, which comes before its weights, so that they cannot take over what scales "
                + "the inputs: use a Pipeline.");
        }

        Internal.Check.Length(standardizer.Size, TNetwork.InputSize, nameof(standardizer));
        RequireDigits(standardizer);
        float[] parameters = Parameters(network);
        int weights = TNetwork.Layers[0] * TNetwork.Layers[1];
        Fold(standardizer.Columns, parameters.AsSpan(0, weights), parameters.AsSpan(weights, TNetwork.Layers[1]));
        Replace(network, parameters, nameof(standardizer));
    }

    /// <summary>Lets the last layer take over what brings outputs into the targets' own unit.</summary>
    /// <typeparam name="TNetwork">The network class, whose outputs are identities.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="scaling">How the targets were scaled.</param>
    /// <exception cref="ArgumentException">
    /// The scaling is for another number of targets, or a weight or bias comes to more than a float holds. Nothing has changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The outputs are no identities, or there is an output stage. Nothing has changed.</exception>
    public static void Absorb<TNetwork>(this TNetwork network, TargetScaling scaling) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scaling);
        if (TNetwork.Activations[^1] != Activation.Identity || TNetwork.OutputStage is not null)
        {
            string outputs = TNetwork.OutputStage is null ? $"outputs of {TNetwork.Activations[^1]}" : "an output stage";
            throw new InvalidOperationException(
                $"{TypeNames.Of(typeof(TNetwork))} has {outputs}, so that its weights cannot bring them into the targets' unit: use a Pipeline, "
                + "or a network with Output = Activation.Identity.");
        }

        Internal.Check.Length(scaling.Size, TNetwork.OutputSize, nameof(scaling));
        float[] parameters = Parameters(network);
        int outputCount = TNetwork.OutputSize;
        int fanIn = TNetwork.Layers[^2];
        Span<float> last = parameters.AsSpan(parameters.Length - outputCount * (fanIn + 1));
        Span<float> biases = last[(outputCount * fanIn)..];
        for (int i = 0; i < outputCount; i++)
        {
            foreach (ref float weight in last.Slice(i * fanIn, fanIn))
            {
                weight = (float)(weight * scaling.Scales[i]);
            }

            biases[i] = scaling.Columns.Unscale(biases[i], i);
        }

        Replace(network, parameters, nameof(scaling));
    }

    /// <summary>The same pipeline with a network of its own that has taken over what scales inputs and targets.</summary>
    /// <remarks>
    /// What remains of the preprocessing is that missing values are replaced and categories expanded. Where all features are numbers that
    /// must be there, the network takes a raw row as it is.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="pipeline">The pipeline, which stays as it is.</param>
    /// <exception cref="ArgumentException">
    /// An offset is more than a thousand times its scale, or a weight or bias comes to more than a float holds.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network has an input stage; or targets are scaled and the outputs are no identities, or there is an output stage.
    /// </exception>
    public static Pipeline<TNetwork> Absorb<TNetwork>(this Pipeline<TNetwork> pipeline) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        TNetwork network = TNetwork.Create(0);
        network.SetParameters(Parameters(pipeline.Network));
        Preprocessing preprocessing = pipeline.Preprocessing;
        if (!preprocessing.Standardizer.Columns.IsIdentity)
        {
            network.Absorb(preprocessing.Standardizer);
        }

        if (preprocessing.TargetScaling is { Columns.IsIdentity: false } scaling)
        {
            network.Absorb(scaling);
        }

        return new Pipeline<TNetwork>(network, preprocessing.WithoutScaling());
    }

    private static void RequireDigits(Standardizer standardizer)
    {
        for (int i = 0; i < standardizer.Size; i++)
        {
            if (Math.Abs(standardizer.Offsets[i]) > MostDeviations * standardizer.Scales[i] && standardizer.Scales[i] > 0)
            {
                throw new ArgumentException(
                    $"The offset of input {i} is {Wording.Number(standardizer.Offsets[i])}, more than {Wording.Number(MostDeviations)} times its scale of "
                    + $"{Wording.Number(standardizer.Scales[i])}: floats would lose most of what the input says. Use a Pipeline, which subtracts in "
                    + "double precision.",
                    nameof(standardizer));
            }
        }
    }

    private static void Fold(ColumnScaling columns, Span<float> weights, Span<float> biases)
    {
        for (int unit = 0; unit < biases.Length; unit++)
        {
            Span<float> row = weights.Slice(unit * columns.Count, columns.Count);
            double bias = biases[unit];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (float)(row[i] * columns.Factors[i]);
                bias -= row[i] * columns.Offsets[i];
            }

            biases[unit] = (float)bias;
        }
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static void Replace<TNetwork>(TNetwork network, float[] parameters, string parameter) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (Finite.FirstOther(parameters) is var index and >= 0)
        {
            throw new ArgumentException(
                $"Parameter {Wording.Number(index)} comes to {Wording.Number(parameters[index])} with the scaling in it; a finite number is needed.",
                parameter);
        }

        network.SetParameters(parameters);
    }
}
