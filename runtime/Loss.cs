namespace Unrolled;

/// <summary>The cost that training minimises, per sample; a mini-batch has the mean over its samples.</summary>
/// <remarks>See Nielsen, <i>Neural Networks and Deep Learning</i> (2015), chapters 1 and 3.</remarks>
public enum Loss
{
    /// <summary>1/2 sum (a - y)^2: the quadratic cost. Goes with every differentiable output activation.</summary>
    MeanSquaredError,

    /// <summary>-sum [y ln a + (1 - y) ln(1 - a)], y in [0, 1]. Needs <see cref="Activation.Sigmoid"/> outputs; computed from z.</summary>
    BinaryCrossEntropy,

    /// <summary>-sum y ln a, y a distribution over the classes. Needs a <see cref="Activation.Softmax"/> output; computed from z.</summary>
    CrossEntropy,

    /// <summary>sum max(0, -y z), y in {-1, +1}: Rosenblatt's criterion. Needs <see cref="Activation.Sign"/> or <see cref="Activation.Step"/> outputs.</summary>
    Perceptron,
}
