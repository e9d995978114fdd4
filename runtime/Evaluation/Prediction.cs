namespace Unrolled;

/// <summary>The one rule that turns a network's outputs into a class. <c>Predict</c> of every network follows it.</summary>
public static class Prediction
{
    /// <summary>The number of classes that a network with so many outputs tells apart: a single output separates two.</summary>
    /// <param name="outputSize">The number of outputs.</param>
    public static int ClassCount(int outputSize) => outputSize == 1 ? 2 : outputSize;

    /// <summary>The class that the outputs of one sample stand for.</summary>
    /// <param name="outputs">The outputs, at least one.</param>
    /// <param name="activation">The activation of the output layer.</param>
    /// <returns>The index of the largest output, the first of equals; with a single output 1 if it is above its midpoint, else 0.</returns>
    public static int FromOutputs(ReadOnlySpan<float> outputs, Activation activation) => FromOutputs(outputs, Midpoint(activation));

    /// <summary>The same for outputs with a midpoint of their own.</summary>
    internal static int FromOutputs(ReadOnlySpan<float> outputs, float midpoint) => outputs.Length == 1
        ? outputs[0] > midpoint ? 1 : 0
        : IndexOfMax(outputs);

    /// <summary>The index of the largest of some outputs, the first of equal ones.</summary>
    /// <param name="outputs">At least one number.</param>
    /// <returns>The index; 0 where nothing compares, as among NaN.</returns>
    public static int IndexOfMax(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>
    /// The value that separates the two classes of a single output, which is its value for a pre-activation of 0: 1/2 where outputs are in
    /// [0, 1], otherwise mostly 0.
    /// </summary>
    /// <param name="activation">The activation of the output layer.</param>
    public static float Midpoint(Activation activation) => ActivationRow.Of(activation).Midpoint;

    /// <summary>
    /// What a single output is to be for each of two classes: as far below its midpoint as above, so that where both classes are as likely
    /// the best output is the midpoint.
    /// </summary>
    /// <remarks>
    /// Where the output does not reach the lower one, as a rectifier does not, it comes as near as it can, at a pre-activation below 0: a
    /// target that it does reach, 0, would be on the midpoint itself, with the outputs of class 0 on both sides.
    /// </remarks>
    /// <param name="activation">The activation of the output layer.</param>
    /// <param name="loss">What the network is trained on; null for a loss of one's own.</param>
    internal static (float Off, float On) Targets(Activation activation, LossRow? loss)
    {
        float midpoint = loss is { Targets: LossTargets.Signs } ? 0 : Midpoint(activation);
        return midpoint > 0 ? (0, 2 * midpoint) : (-1, 1);
    }
}
