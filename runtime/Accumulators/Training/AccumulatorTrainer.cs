using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// The float original of an accumulator network and what trains it, from lists of the features that are on: dense inputs, nearly all of
/// them 0, are never made. <see cref="ToNetwork"/> rounds it to the integer network.
/// </summary>
/// <remarks>
/// <para>
/// The output o of a sample is that of the integer network before rounding. The sums of a perspective are the biases and the rows of the
/// features that are on; further layers, where there are any, and the output follow as in a dense network, with the side to move first.
/// Times the network's evaluation scale k it is the evaluation.
/// </para>
/// <para>
/// The loss of a sample is (p - t)^2, p = sigmoid(o k / s) and t = share sigmoid(e / s) + (1 - share) r, with e the evaluation that the sample
/// brings, r its result, both for the side to move, share <see cref="AccumulatorTrainingOptions.EvaluationShare"/> and s
/// <see cref="AccumulatorTrainingOptions.EvaluationScale"/>.
/// </para>
/// <para>Parameters, losses and evaluations are the same bits on every machine. An instance is for one thread at a time.</para>
/// </remarks>
/// <example>
/// <code>
/// var trainer = new AccumulatorTrainer&lt;BoardNetwork&gt;(seed: 1);
/// float loss = trainer.TrainSparse(own, other, evaluations, results, learningRate: 0.001f);      // one step on a mini-batch
/// trainer.ToNetwork().Save("board.bin");
/// </code>
/// </example>
/// <typeparam name="TNetwork">The network class.</typeparam>
public sealed class AccumulatorTrainer<TNetwork> where TNetwork : class, IAccumulatorNetwork<TNetwork>
{
    private readonly AccumulatorBackpropagation _backpropagation = new(TNetwork.Shape);
    private readonly AlignedBuffer _parameters = new(TNetwork.Shape.ParameterCount);
    private readonly AlignedBuffer _gradient = new(TNetwork.Shape.ParameterCount);
    private readonly OptimizerState _optimizer;
    private readonly float _share;
    private readonly float _scale;
    private readonly float _largest;

    /// <summary>
    /// Draws the weights that a training starts with, of variance 1 / fan-in, where all features are the fan-in of an accumulator. Biases
    /// start at 0.
    /// </summary>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public AccumulatorTrainer(int seed, AccumulatorTrainingOptions? options = null)
    {
        options ??= new AccumulatorTrainingOptions();
        options.Validate(nameof(options));
        _share = options.EvaluationShare;
        _scale = options.EvaluationScale ?? TNetwork.Shape.EvaluationScale;
        _largest = options.LargestParameter;
        _optimizer = AccumulatorBlock.Stepping(TNetwork.Shape, typeof(TNetwork), options.Optimizer);
        AccumulatorBlock.Draw(TNetwork.Shape, _parameters.Span, new Initializer(seed));
    }

    /// <summary>The steps so far.</summary>
    public long Steps => _optimizer.Steps;

    /// <summary>Makes one step on a mini-batch, down the mean of the samples' gradients. Nothing is allocated.</summary>
    /// <param name="own">The features that are on for the side to move.</param>
    /// <param name="other">The features that are on for the other side; default where the network has one perspective.</param>
    /// <param name="evaluations">For each sample the evaluation for the side to move, in the network's units; finite.</param>
    /// <param name="results">For each sample the result for the side to move: 1 a win, 0 a loss, 1/2 a draw, or a mean of such.</param>
    /// <param name="learningRate">The step size: finite, 0 or above.</param>
    /// <param name="buckets">For each sample the bucket of its output; or none, for bucket 0.</param>
    /// <returns>The mean loss of the samples, before the step.</returns>
    /// <exception cref="ArgumentException">
    /// There are no samples, not the same number of all that there is one of for each, a feature or bucket that there is none of, an evaluation
    /// that is not finite or a result out of range; the message says which. Nothing has changed.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float TrainSparse(
        SparseFeatures own,
        SparseFeatures other,
        ReadOnlySpan<float> evaluations,
        ReadOnlySpan<float> results,
        float learningRate,
        ReadOnlySpan<int> buckets = default)
    {
        SparseChecks.Batch(TNetwork.Shape, own, other, evaluations, results, buckets);
        Require.NotNegative(learningRate, nameof(learningRate));
        ReadOnlySpan<float> parameters = _parameters.Span;
        Span<float> gradient = _gradient.Span;
        gradient.Clear();
        float outputFactor = TNetwork.Shape.EvaluationScale / _scale;
        double total = 0;
        for (int i = 0; i < results.Length; i++)
        {
            int bucket = buckets.IsEmpty ? 0 : buckets[i];
            float output = _backpropagation.Forward(parameters, own[i], other[i], bucket);
            float expected = VectorMath.Sigmoid(outputFactor * output);
            float target = (_share * VectorMath.Sigmoid(evaluations[i] / _scale)) + ((1 - _share) * results[i]);
            float error = expected - target;
            total += (double)error * error;
            float delta = 2 * error * expected * (1 - expected) * outputFactor / results.Length;
            _backpropagation.Backward(parameters, gradient, delta, own[i], other[i], bucket);
        }

        _optimizer.Step(_parameters, _gradient, learningRate);
        VectorLoops.Map(_parameters.Span, new BoundOperator(_largest));
        return LossSum.Mean(total, results.Length);
    }

    /// <summary>The evaluation of one position for the side to move, in the network's units, before anything is rounded.</summary>
    /// <param name="own">The features that are on for the side to move.</param>
    /// <param name="other">The features that are on for the other side; empty where the network has one perspective.</param>
    /// <param name="bucket">The bucket of the output.</param>
    /// <exception cref="ArgumentException">A feature or the bucket is one that there is none of.</exception>
    public float Evaluate(ReadOnlySpan<int> own, ReadOnlySpan<int> other, int bucket = 0)
    {
        SparseChecks.Position(TNetwork.Shape, own, other, bucket);
        return TNetwork.Shape.EvaluationScale * _backpropagation.Forward(_parameters.Span, own, other, bucket);
    }

    /// <summary>Copies the parameters out, in the order of the network's file.</summary>
    /// <param name="destination">Receives <see cref="AccumulatorShape.ParameterCount"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void GetParameters(Span<float> destination)
    {
        Check.Length(destination.Length, _parameters.Length, nameof(destination));
        _parameters.Span.CopyTo(destination);
    }

    /// <summary>Replaces the parameters. The optimizer goes on from where it is.</summary>
    /// <param name="source"><see cref="AccumulatorShape.ParameterCount"/> finite numbers, in the order of the network's file.</param>
    /// <exception cref="ArgumentException">The span has another length, or a number is not finite.</exception>
    public void SetParameters(ReadOnlySpan<float> source)
    {
        Check.Length(source.Length, _parameters.Length, nameof(source));
        Check.AllFinite(source, nameof(source));
        source.CopyTo(_parameters.Span);
    }

    /// <summary>The integer network: the parameters, rounded.</summary>
    public TNetwork ToNetwork() => TNetwork.FromFloats(_parameters.Span);
}
