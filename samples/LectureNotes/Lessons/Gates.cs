using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>Rosenblatt's perceptron as a gate: 1 if w.x + b &gt; 0. From NAND gates any circuit can be built.</summary>
[Network(2, 1, Output = Activation.Step, Loss = Loss.Perceptron)]
internal sealed partial class Gate;

/// <summary>Nielsen, <i>Neural Networks and Deep Learning</i> (2015), chapter 1, "Perceptrons".</summary>
internal static class Gates
{
    private static readonly Gate NandGate = Trained();

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        int[][] pairs = [.. Rows(2)];
        int[][] triples = [.. Rows(3)];
        room.Note($"NAND: weights (-2, -2), bias 3");
        room.Note(["x1", "x2", "output"], pairs.Select(x => (object[])[x[0], x[1], Nand(x[0], x[1])]));
        yield return Figure.Exactly("NAND of 00, 01, 10, 11", "1 1 1 0", string.Join(' ', pairs.Select(x => Nand(x[0], x[1]))));

        room.Note($"half adder: 5 NAND gates");
        room.Note(["x1", "x2", "carry", "sum"], pairs.Select(x =>
        {
            (int carry, int sum) = HalfAdder(x[0], x[1]);
            return (object[])[x[0], x[1], carry, sum];
        }));
        foreach (int[] x in pairs)
        {
            yield return Adds($"half adder {x[0]} + {x[1]}", x.Sum(), HalfAdder(x[0], x[1]));
        }

        room.Note($"full adder: 9 NAND gates");
        room.Note(["x1", "x2", "carry in", "carry", "sum"], triples.Select(x =>
        {
            (int carry, int sum) = FullAdder(x[0], x[1], x[2]);
            return (object[])[x[0], x[1], x[2], carry, sum];
        }));
        foreach (int[] x in triples)
        {
            yield return Adds($"full adder {x[0]} + {x[1]} + {x[2]}", x.Sum(), FullAdder(x[0], x[1], x[2]));
        }
    }

    private static Gate Trained()
    {
        var gate = new Gate();
        gate.SetParameters([-2, -2, 3]);
        return gate;
    }

    private static int Nand(int a, int b) => NandGate.Predict([a, b]);

    private static (int Carry, int Sum) HalfAdder(int a, int b)
    {
        int both = Nand(a, b);
        return (Nand(both, both), Nand(Nand(a, both), Nand(b, both)));
    }

    private static (int Carry, int Sum) FullAdder(int a, int b, int carryIn)
    {
        int both = Nand(a, b);
        int half = Nand(Nand(a, both), Nand(b, both));
        int carried = Nand(half, carryIn);
        return (Nand(both, carried), Nand(Nand(half, carried), Nand(carryIn, carried)));
    }

    private static Figure Adds(string name, int expected, (int Carry, int Sum) got) =>
        Figure.Exactly($"{name}: carry, sum", $"{expected / 2} {expected % 2}", $"{got.Carry} {got.Sum}");

    /// <summary>All rows of so many bits, counting up.</summary>
    private static IEnumerable<int[]> Rows(int bits) => Enumerable.Range(0, 1 << bits)
        .Select(number => Enumerable.Range(0, bits).Select(bit => (number >> (bits - 1 - bit)) & 1).ToArray());
}
