namespace Unrolled;

/// <summary>A loss of one's own, or one of the library's beyond <see cref="Loss"/>: a type, so that the JIT compiles it into the training.</summary>
/// <remarks>
/// It goes by the outputs after the activation, whose derivative the network brings in. Any type will do; a <see langword="struct"/>
/// is compiled in, while code for a class looks it up at every sample. Losses are called on many threads at once where training uses
/// them.
/// </remarks>
/// <example>
/// <code>
/// public readonly struct AbsoluteError : ILoss
/// {
///     public static float Evaluate(ReadOnlySpan&lt;float&gt; output, ReadOnlySpan&lt;float&gt; target, Span&lt;float&gt; outputGradient)
///     {
///         float loss = 0;
///         for (int i = 0; i &lt; output.Length; i++)
///         {
///             loss += Math.Abs(output[i] - target[i]);
///             outputGradient[i] = Math.Sign(output[i] - target[i]);
///         }
///
///         return loss;
///     }
/// }
///
/// float loss = network.Train&lt;AbsoluteError&gt;(inputs, targets, learningRate: 0.1f);
/// </code>
/// </example>
public interface ILoss
{
    /// <summary>The loss of one sample, and its derivative with respect to each output.</summary>
    /// <param name="output">The outputs of the network.</param>
    /// <param name="target">The wanted outputs, as many.</param>
    /// <param name="outputGradient">Receives the derivatives, as many; 0 until then.</param>
    /// <returns>
    /// The loss. Where it or a derivative is infinite or not a number, the step does not take place: a <see cref="NotFiniteLossException"/>
    /// says so, and the network is as it was.
    /// </returns>
    static abstract float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient);
}
