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
    public static int FromOutputs(ReadOnlySpan<float> outputs, Activation activation) => outputs.Length == 1
        ? outputs[0] > Midpoint(activation) ? 1 : 0
        : IndexOfLargest(outputs);

    /// <summary>The value that separates the two classes of a single output: 1/2 where outputs are in [0, 1], otherwise 0.</summary>
    /// <param name="activation">The activation of the output layer.</param>
    public static float Midpoint(Activation activation) =>
        activation is Activation.Sigmoid or Activation.Softmax or Activation.Step ? 0.5f : 0f;

    /// <summary>The first of the largest numbers.</summary>
    internal static int IndexOfLargest(ReadOnlySpan<float> numbers)
    {
        int best = 0;
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] > numbers[best])
            {
                best = i;
            }
        }

        return best;
    }
}
