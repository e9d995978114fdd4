using System.Runtime.Loader;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Unrolled.Tests.Networks;

namespace Unrolled.Fuzz.Tests;

/// <summary>Random networks, compiled here and now, against the float64 reference.</summary>
public sealed class TopologyTests
{
    private static readonly Activation[] s_hidden =
        [.. Enum.GetValues<Activation>().Except([Activation.Softmax, Activation.LogSoftmax, Activation.Step, Activation.Sign])];

    private static readonly FsCheck.Gen<string> s_network =
        from widths in Gen.Frequency((2, Gen.Constant(1)), (4, Gen.Choose(1, 20)), (3, Gen.Elements(15, 16, 17, 31, 32, 33, 47, 48, 49, 64, 65)), (1, Gen.Choose(66, 150))).ArrayOf(8)
        from count in Gen.Choose(2, 6)
        from activations in Gen.Elements(s_hidden).ArrayOf(8)
        from pair in Gen.Elements(
            (Activation.Softmax, Loss.CrossEntropy), (Activation.Sigmoid, Loss.BinaryCrossEntropy), (Activation.Softmax, Loss.MeanSquaredError),
            (Activation.Identity, Loss.MeanAbsoluteError), (Activation.Tanh, Loss.Huber), (Activation.GELU, Loss.MeanSquaredError), (Activation.ReLU, Loss.MeanSquaredError),
            (Activation.LogSoftmax, Loss.MeanSquaredError))
        from sparse in Gen.Elements("", ", SparseInput = true")
        from unroll in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Constant(", Unroll = Unroll.Full")))
        let all = string.Join(", ", activations.Take(count - 2).Append(pair.Item1).Select(a => $"Activation.{a}"))
        select $"[Network({string.Join(", ", widths.Take(count))}, Activations = [{all}], Loss = Loss.{pair.Item2}{sparse}{unroll})]";

    [Fact]
    public void RandomNetworksAgreeWithTheReference()
    {
        int count = Fuzz.Scaled(12);
        string[] attributes = [.. Gen.Sample(s_network, count, size: 50)];
        const int together = 12;
        for (int start = 0; start < count; start += together)
        {
            string[] some = attributes[start..Math.Min(start + together, count)];
            string source = "using Unrolled;\n" + string.Concat(some.Select((a, i) => $"#pragma warning disable UNR019\n{a} public sealed partial class Net{i};\n"));
            Compilation output = Generating.Run(source).Output;
            using var image = new MemoryStream();
            Assert.True(output.Emit(image) is { Success: true }, $"{string.Join("\n", output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Take(3))}\n{source}");
            image.Position = 0;
            var context = new AssemblyLoadContext("fuzz", isCollectible: true);
            System.Reflection.Assembly assembly = context.LoadFromStream(image);
            for (int i = 0; i < some.Length; i++)
            {
                var network = (NetworkUnderTest)typeof(NetworkUnderTest).GetMethod(nameof(NetworkUnderTest.Of))!.MakeGenericMethod(assembly.GetType($"Net{i}")!).Invoke(null, null)!;
                Compare(network, some[i], new Random(Fuzz.Seed + start + i));
            }

            context.Unload();
        }

        Fuzz.Report("topologies", count);
    }

    private static void Compare(NetworkUnderTest network, string attribute, Random random)
    {
        network.Reset(random.Next(1000));
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        foreach (int samples in (int[])[1, random.Next(2, 12), random.Next(12, 40)])
        {
            float[] inputs = [.. Enumerable.Range(0, samples * network.InputSize).Select(_ => random.Next(3) == 0 ? 0 : (float)((random.NextDouble() * 2) - 1))];
            float[] targets = [.. Enumerable.Range(0, samples).SelectMany(_ => OneHot(network.OutputSize, random))];
            float[] outputs = new float[samples * network.OutputSize], single = new float[network.OutputSize], gradient = new float[network.ParameterCount];
            network.ForwardBatch(inputs, outputs);
            for (int s = 0; s < samples; s++)
            {
                ReadOnlySpan<float> input = inputs.AsSpan(s * network.InputSize, network.InputSize);
                double[] expected = reference.Forward(input);
                network.Forward(input, single);
                for (int o = 0; o < single.Length; o++)
                {
                    Close(expected[o], single[o], 1e-4, attribute, "output");
                    Close(expected[o], outputs[(s * single.Length) + o], 1e-4, attribute, "batch output");
                }
            }

            float loss = network.Gradient(inputs, targets, gradient);
            Close(reference.MeanLoss(inputs, targets), loss, 1e-3, attribute, "loss");
            double[] wanted = reference.Gradient(inputs, targets);
            double scale = Math.Max(wanted.Max(Math.Abs), 1e-3);

            // Near a kink of a rectifier the two may take different sides, which changes few partial derivatives; wrong code changes many.
            int far = wanted.Zip(gradient).Count(pair => !(Math.Abs(pair.First - pair.Second) <= 1e-3 * scale));
            Assert.True(far <= wanted.Length / 10, $"{far} of {wanted.Length} partial derivatives differ for {attribute}, {samples} samples");
        }
    }

    private static float[] OneHot(int size, Random random)
    {
        float[] target = new float[size];
        target[random.Next(size)] = 1;
        return target;
    }

    private static void Close(double expected, float actual, double tolerance, string attribute, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what} is {actual}, not {expected}, for {attribute}");
}
