namespace Unrolled;

/// <summary>What keeps weights small. Biases are left alone. Every default is off, and several may be on.</summary>
/// <remarks>
/// With W a weight, eta the learning rate and m the number of training samples. The reported losses leave the penalties out. L2 and L1
/// belong to the loss: their gradients are added to that of the mini-batch, after clipping, before the optimizer sees it.
/// </remarks>
public sealed record Regularization
{
    /// <summary>
    /// The lambda of lambda/(2m) sum W^2, at least 0; its gradient is lambda/m W. For plain gradient descent W -= eta lambda/m W.
    /// </summary>
    /// <remarks>
    /// <para>Nielsen, <i>Neural Networks and Deep Learning</i> (2015), chapter 3, equations 85 and 93.</para>
    /// <para>
    /// Other libraries do not divide by the number of samples, so that their numbers are smaller by that factor. Keras's <c>L2(k)</c> adds
    /// k sum W^2 to the loss of a mini-batch, whose gradient is 2 k W: lambda = 2 k m. PyTorch's <c>weight_decay=d</c> of SGD and Adam adds
    /// d W to the gradient: lambda = d m; it does so for biases too. With 60,000 samples k = 0.0001 is a lambda of 12, and d = 0.0001 one
    /// of 6. The <c>weight_decay</c> of PyTorch's AdamW is <see cref="WeightDecay"/> here.
    /// </para>
    /// </remarks>
    public float L2 { get; init; }

    /// <summary>The lambda of lambda/m sum |W|, at least 0; its gradient is lambda/m sign(W), 0 at W = 0.</summary>
    /// <remarks>Nielsen, <i>Neural Networks and Deep Learning</i> (2015), chapter 3, equations 95 and 97.</remarks>
    public float L1 { get; init; }

    /// <summary>Decoupled weight decay, at least 0: W -= eta decay W in every step, past the optimizer.</summary>
    /// <remarks>Loshchilov and Hutter, <i>Decoupled Weight Decay Regularization</i> (2019), scaled by eta as in PyTorch.</remarks>
    public float WeightDecay { get; init; }

    /// <summary>The largest Euclidean norm that the weights into one unit may have, above 0; null, the default, for any.</summary>
    /// <remarks>
    /// After each step a longer vector is scaled back to that length, but for one that is not finite: Srivastava, Hinton, Krizhevsky,
    /// Sutskever and Salakhutdinov, <i>Dropout: A Simple Way to Prevent Neural Networks from Overfitting</i> (2014), section 5.1.
    /// </remarks>
    public float? MaxNorm { get; init; }

    /// <summary>What is on, in a few words; empty where nothing is.</summary>
    public override string ToString() =>
        Figures.List(("L2", NotZero(L2)), ("L1", NotZero(L1)), ("weight decay", NotZero(WeightDecay)), ("largest norm", MaxNorm));

    private static float? NotZero(float value) => value == 0 ? null : value;

    internal void Validate(string parameterName)
    {
        Require.NotNegative(L2, $"{nameof(Regularization)}.{nameof(L2)}", parameterName);
        Require.NotNegative(L1, $"{nameof(Regularization)}.{nameof(L1)}", parameterName);
        Require.NotNegative(WeightDecay, $"{nameof(Regularization)}.{nameof(WeightDecay)}", parameterName);
        Require.Positive(MaxNorm ?? 1, $"{nameof(Regularization)}.{nameof(MaxNorm)}", parameterName);
    }
}
