namespace Playground.Boundaries;

/// <summary>How well a network knows some points.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">The part of the points that it has on the right side, from 0 to 1.</param>
internal readonly record struct Score(double Loss, double Accuracy)
{
    public static Score Of(ILearner learner, Points points)
    {
        float[] outputs = new float[points.Count];
        double loss = learner.Evaluate(points.Inputs, points.Targets, outputs);
        int right = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            right += outputs[i] > 0.5f == points.Targets[i] > 0.5f ? 1 : 0;
        }

        return new Score(loss / points.Count, (double)right / points.Count);
    }
}
