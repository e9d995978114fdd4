using Unrolled;
using static System.FormattableString;

namespace LectureNotes.Lessons;

/// <summary>A perceptron that learns: sign(w.x + b), stepped only by what it gets wrong.</summary>
[Network(2, 1, Output = Activation.Sign, Loss = Loss.Perceptron)]
internal sealed partial class Perceptron;

/// <summary>Rosenblatt, <i>The perceptron</i> (1958); that XOR is out of reach: Minsky and Papert, <i>Perceptrons</i> (1969).</summary>
internal static class PerceptronRule
{
    private const int StepLimit = 1000;

    private static readonly Point[] Separable = [new("M1", 3, 3, 1), new("M2", 4, 3, 1), new("M3", 1, 1, -1)];

    private static readonly Point[] Xor = [new("00", 0, 0, -1), new("01", 0, 1, 1), new("10", 1, 0, 1), new("11", 1, 1, -1)];

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        room.Note($"positive: M1 (3, 3), M2 (4, 3); negative: M3 (1, 1); learning rate 1; the first misclassified point in order");
        string[] first = ["(3,3),1", "(2,2),0", "(1,1),-1", "(0,0),-2", "(3,3),-1", "(2,2),-2", "(1,1),-3"];
        foreach (Figure figure in Compare("in order", first, Learn(Separable, (_, wrong) => wrong[0], room)))
        {
            yield return figure;
        }

        room.Note($"the same, but M2 at step 5");
        string[] second =
        [
            "(3,3),1", "(2,2),0", "(1,1),-1", "(0,0),-2", "(4,3),-1", "(3,2),-2", "(2,1),-3", "(1,0),-4", "(4,3),-3", "(3,2),-4",
            "(2,1),-5",
        ];
        List<string> trace = Learn(Separable, (step, wrong) => step == 5 ? Separable[1] : wrong[0], room);
        foreach (Figure figure in Compare("M2 at step 5", second, trace))
        {
            yield return figure;
        }

        room.Note($"XOR");
        int steps = Learn(Xor, (_, wrong) => wrong[0], room).Count;
        string got = steps < StepLimit ? $"converged in {steps}" : "never";
        room.Note($"XOR is not linearly separable: stopped at the limit of {StepLimit} steps, and it would never converge.");
        yield return Figure.Exactly(Invariant($"XOR converges within {StepLimit:N0} steps"), "never", got);
    }

    /// <summary>Trains on one misclassified point after another until there is none, or the limit is reached.</summary>
    /// <returns>The parameters after each step.</returns>
    private static List<string> Learn(Point[] points, Func<int, Point[], Point> choose, Classroom room)
    {
        const int shown = 20;
        var network = new Perceptron();
        float[] parameters = new float[Perceptron.ParameterCount];
        network.SetParameters(parameters);
        List<string> trace = [];
        room.Note($"{"step",4}  {"point",-5}  {"(w1, w2)",-9} {"b",3}");
        while (trace.Count < StepLimit)
        {
            Point[] wrong = [.. points.Where(point => point.Margin(parameters) <= 0)];
            if (wrong.Length == 0)
            {
                room.Note($"f(x) = sign({parameters[0]} x1 + {parameters[1]} x2 - {-parameters[2]})");
                break;
            }

            Point chosen = choose(trace.Count + 1, wrong);
            network.Train([chosen.X1, chosen.X2], [chosen.Y], learningRate: 1);
            network.GetParameters(parameters);
            trace.Add(Invariant($"({parameters[0]},{parameters[1]}),{parameters[2]}"));
            if (trace.Count <= shown)
            {
                room.Note($"{trace.Count,4}  {chosen.Name,-5}  ({parameters[0]}, {parameters[1]})   {parameters[2],4}");
            }
            else if (trace.Count == shown + 1)
            {
                room.Note($" ...");
            }
        }

        return trace;
    }

    private static IEnumerable<Figure> Compare(string name, string[] expected, List<string> got)
    {
        yield return Figure.Exactly($"{name}: steps until nothing is misclassified", expected.Length, got.Count);
        foreach ((int i, string step) in expected.Index())
        {
            yield return Figure.Exactly($"{name}: (w1,w2),b after step {i + 1}", step, i < got.Count ? got[i] : "none");
        }
    }

    private sealed record Point(string Name, float X1, float X2, float Y)
    {
        /// <summary>y (w.x + b), above 0 where the point is classified correctly.</summary>
        public float Margin(float[] parameters) => Y * ((parameters[0] * X1) + (parameters[1] * X2) + parameters[2]);
    }
}
