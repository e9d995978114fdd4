// The generator compiles this file too, and has no name in common with the runtime: tests see both.
#if UNROLLED_GENERATOR
namespace Unrolled.Generator.Model;
#else
namespace Unrolled;
#endif

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

    /// <summary>
    /// sum |a - y|, with 0 as the derivative at 0: for targets with outliers. Goes with every differentiable output activation. The sum
    /// runs over the outputs, as in all losses here; PyTorch's <c>L1Loss</c> takes their mean unless told otherwise.
    /// </summary>
    MeanAbsoluteError,

    /// <summary>
    /// sum of 1/2 (a - y)^2 where |a - y| is at most 1, else |a - y| - 1/2: Huber, <i>Robust estimation of a location parameter</i> (1964),
    /// with delta = 1. Quadratic near the target and linear far from it. Goes with every differentiable output activation. The sum runs
    /// over the outputs, where PyTorch's <c>HuberLoss</c> takes their mean unless told otherwise.
    /// </summary>
    Huber,

    /// <summary>
    /// sum ln cosh(a - y): quadratic near the target and linear far from it, as <see cref="Huber"/>, but smooth everywhere. Goes with every
    /// differentiable output activation. The sum runs over the outputs, where Keras's <c>LogCosh</c> takes their mean.
    /// </summary>
    LogCosh,
}
