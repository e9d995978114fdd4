using Unrolled.CodeFixes;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR101: buffers of a known length, given to a network that needs another.</summary>
public sealed class BufferLengthTests
{
    /// <summary>{0} is the statement under test.</summary>
    private static string Program(string statements) => $$"""
        #pragma warning disable UNR102, UNR118 // Lengths alone are looked at here.
        using System;
        using Unrolled;

        var net = new Net();
        {{statements}}

        [Network(3, 4, 2)]
        partial class Net
        {
            public static readonly float[] Output = new float[2];

            // Overloads of the user's own, which call something else by the same names.
            public int Predict(float[] input, string key) => 0;
            public void Forward(double[] input, double[] output, float[] targets) { }
            public void Train(float[] inputs, float[] targets) { }
        }
        """;

    [Theory]
    [InlineData("net.Forward({|UNR101:new float[2]|}, Net.Output);", "net.Forward(new float[Net.InputSize], Net.Output);")]
    [InlineData("net.Forward(new float[3], {|UNR101:stackalloc float[3]|});", "net.Forward(new float[3], stackalloc float[Net.OutputSize]);")]
    [InlineData("float[] x = new float[784]; net.Predict({|UNR101:x|});", "float[] x = new float[Net.InputSize]; net.Predict(x);")]
    [InlineData("Span<float> x = stackalloc float[4]; net.Predict({|UNR101:x|});", "Span<float> x = stackalloc float[Net.InputSize]; net.Predict(x);")]
    [InlineData("var x = new float[9]; net.Predict({|UNR101:x.AsSpan(0, 4)|});", "var x = new float[9]; net.Predict(x.AsSpan(0, Net.InputSize));")]
    [InlineData("net.ForwardBatch(new float[12], {|UNR101:new float[7]|});", "net.ForwardBatch(new float[12], new float[4 * Net.OutputSize]);")]
    [InlineData("net.ForwardBatch({|UNR101:new float[13]|}, new float[8]);", "net.ForwardBatch(new float[4 * Net.InputSize], new float[8]);")]
    [InlineData("net.MeanLoss(new float[6], {|UNR101:new float[2]|});", "net.MeanLoss(new float[6], new float[2 * Net.OutputSize]);")]
    [InlineData("net.MeanLoss({|UNR101:new float[0]|}, new float[2]);", "net.MeanLoss(new float[Net.InputSize], new float[2]);")]
    [InlineData("net.Train(new float[6], {|UNR101:new float[2]|}, 0.1f);", "net.Train(new float[6], new float[2 * Net.OutputSize], 0.1f);")]
    [InlineData("net.Train({|UNR101:new float[0]|}, new float[2], 0.1f);", "net.Train(new float[Net.InputSize], new float[2], 0.1f);")]
    [InlineData("net.Train(new float[6], new float[4], {|UNR101:new float[6]|}, 0.1f);", "net.Train(new float[6], new float[4], new float[2], 0.1f);")]
    [InlineData("net.Gradient(new float[3], new float[2], {|UNR101:new float[10]|});", "net.Gradient(new float[3], new float[2], new float[Net.ParameterCount]);")]
    [InlineData("net.Backward(new float[6], {|UNR101:new float[2]|}, [], []);", "net.Backward(new float[6], new float[2 * Net.OutputSize], [], []);")]
    [InlineData("net.Backward(new float[6], new float[4], {|UNR101:new float[10]|}, []);", "net.Backward(new float[6], new float[4], new float[Net.ParameterCount], []);")]
    [InlineData("net.Backward(new float[6], new float[4], [], {|UNR101:new float[3]|});", "net.Backward(new float[6], new float[4], [], new float[2 * Net.InputSize]);")]
    [InlineData("net.Activations({|UNR101:new float[2]|}, 1, new float[4]);", "net.Activations(new float[Net.InputSize], 1, new float[4]);")]
    [InlineData("net.SetParameters({|UNR101:new float[25]|});", "net.SetParameters(new float[Net.ParameterCount]);")]
    [InlineData("net.GetParameters({|UNR101:new float[27]|});", "net.GetParameters(new float[Net.ParameterCount]);")]
    public Task The_constants_of_the_network_take_the_place_of_a_wrong_number(string wrong, string right) =>
        FixHarness.Fixes(new BufferLengthFix(), Program(wrong), Program(right));

    [Theory]
    [InlineData("net.Predict({|UNR101:[1f, 2f]|});")]
    [InlineData("net.Predict({|UNR101:new float[] { 1, 2, 3, 4 }|});")]
    [InlineData("net.Predict({|UNR101:new[] { 1f, 2f, 3f, 4f }|});")]
    [InlineData("net.Predict({|UNR101:stackalloc float[] { 1, 2 }|});")]
    [InlineData("net.Predict({|UNR101:stackalloc[] { 1f, 2f }|});")]
    [InlineData("net.Predict({|UNR101:default|});")]
    [InlineData("float[] x = [1, 2]; net.Predict({|UNR101:x|});")]
    [InlineData("float[] x = [1, 2]; net.Predict({|UNR101:[.. x, 3, 4]|});")]
    [InlineData("float[] x = new float[9]; net.Predict({|UNR101:x.AsSpan(2)|}); net.Predict({|UNR101:x.AsSpan()[2..4]|}); net.Predict({|UNR101:x.AsSpan()[..^3]|});")]
    [InlineData("float[] x = new float[9]; net.Predict({|UNR101:x.AsSpan()|});")]
    [InlineData("net.Forward(new float[3], {|UNR101:Other.Three|}); static class Other { public static readonly float[] Three = new float[3]; }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public Holder() { Console.Write(_x.Length); } public void Run(Net net) => net.Predict({|UNR101:_x|}); }")]
    [InlineData("net.Train(new float[3], {|UNR101:[1]|}, 0.1f);")]
    [InlineData("float[] x; x = new float[2]; net.Predict({|UNR101:x|});")]
    [InlineData("(float[] x, int n) = (new float[2], args.Length); net.Predict({|UNR101:x|}); Console.Write(n);")]
    [InlineData("net.ForwardBatch(new float[6], {|UNR101:new float[5]|}, threads: 2);")]
    [InlineData("using var trainer = new ParallelTrainer<Net>(net); trainer.Train(new float[6], {|UNR101:new float[5]|}, 0.1f);")]
    [InlineData("using var trainer = new ParallelTrainer<Net>(net); trainer.Gradient(new float[3], new float[2], {|UNR101:new float[5]|});")]
    [InlineData("Dataset d = Dataset.FromFloats([1, 2, 3], 3, [0f, 1f], 2); Console.Write(net.Gradient(d, [0], {|UNR101:new float[5]|}));")]
    [InlineData("net.Train({|UNR101:[]|}, {|UNR101:[]|}, 0.1f);")]
    [InlineData("net.Gradient([1, 2, 3], [1, 0], {|UNR101:[]|});")]
    [InlineData("net.Backward({|UNR101:[]|}, {|UNR101:[]|}, [], []);")]
    public Task What_cannot_be_replaced_is_found_all_the_same(string statements) => FixHarness.Finds(Program(statements));

    [Theory]
    [InlineData("net.Forward(new float[3], Net.Output); net.Forward(new float[Net.InputSize], new float[Net.OutputSize]);")]
    [InlineData("net.ForwardBatch(new float[30], new float[20]); net.ForwardBatch([], []);")]
    [InlineData("net.Backward(new float[6], new float[4], [], []); net.Backward(new float[6], new float[4], new float[Net.ParameterCount], default);")]
    [InlineData("using var trainer = new ParallelTrainer<Net>(net); trainer.Backward(new float[6], new float[4], [], new float[6]);")]
    [InlineData("net.SetWeights(1, new float[12]); net.Weights(1, new float[12]); net.SetBiases(2, new float[2]); net.Biases(2, new float[2]);")]
    [InlineData("net.Activations(new float[3], 1, new float[4]); net.ActivationsBatch(new float[6], 1, new float[8]);")]
    [InlineData("int n = args.Length; net.Predict(new float[n]);")]
    [InlineData("int n = args.Length; float[] x = new float[9]; net.Predict(x.AsSpan(n)); net.Predict(x.AsSpan()[n..]); net.Predict(x.AsSpan(n, 3));")]
    [InlineData("float[] x = args.Length > 3 ? [1] : [2]; net.Predict(x.AsSpan(1)); net.Predict(x.AsSpan()[1..]);")]
    [InlineData("float[] x = new float[2]; ref float[] y = ref x; y = new float[3]; net.Predict(x);")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public Holder() { Array.Resize(ref _x, 3); } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public Holder() { (_x, _) = (new float[3], 1); } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("float[] x = new float[2]; x = new float[3]; net.Predict(x);")]
    [InlineData("float[] x = new float[2]; Array.Resize(ref x, 3); net.Predict(x);")]
    [InlineData("float[] x = new float[2], y = new float[3]; (x, y) = (y, x); net.Predict(x);")]
    [InlineData("float[] x = new float[2]; Action grow = () => x = new float[3]; grow(); net.Predict(x);")]
    [InlineData("float[] x = new float[9]; net.Predict(x.AsSpan()[6..]); net.Predict(x.AsSpan(1, 3)); net.Predict(x.AsSpan(6)); net.Predict(x.AsSpan()[^3..]);")]
    [InlineData("net.Predict(args.Length > 0 ? new float[2] : new float[3]);")]
    [InlineData("net.Train(new float[6], new float[4], [1, 1], 0.1f); net.Train(new float[6], new float[4], default, 0.1f);")]
    [InlineData("net.Predict(new float[1], \"a\"); net.Forward(new double[1], new double[7], [1]); net.Train(new float[1], new float[5]);")]
    [InlineData("new Other().Predict(new float[1]); class Other { public int Predict(ReadOnlySpan<float> input) => 1; }")]
    [InlineData("net.Predict(new Holder().X); class Holder { public readonly float[] X = new float[2]; public Holder() => X = new float[3]; }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public int Size { init => _x = new float[value]; } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public int Size { init => Array.Resize(ref _x, value); } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public int Size { init { this._x = new float[value]; } } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public int Size { init => ((_x), _) = (new float[value], 0); } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public Holder() { ref float[] x = ref _x; x = new float[3]; } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public Holder() => Make(out _x); static void Make(out float[] x) => x = new float[3]; public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { readonly float[]? _x = new float[2]; public Holder() { _x ??= new float[3]; } public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("partial class Holder { readonly float[] _x = new float[2]; public void Run(Net net) => net.Predict(_x); } partial class Holder { public Holder(int n) => _x = new float[n]; }")]
    [InlineData("class Holder { static readonly float[] s_x = new float[2]; static Holder() => s_x = new float[3]; public void Run(Net net) => net.Predict(s_x); }")]
    [InlineData("class Holder { readonly float[] _x = new float[2]; public Holder() => System.Runtime.CompilerServices.Unsafe.AsRef(in _x) = new float[3]; public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("struct Holder { readonly float[] _x = new float[2]; public Holder(int n) => this = new Holder(); public void Run(Net net) => net.Predict(_x); }")]
    [InlineData("class Holder { public float[] X { get; init; } = new float[2]; public void Run(Net net) => net.Predict(X); }")]
    [InlineData("float[] x = new float[9]; net.Predict(x.Slice(3)); static class Own { public static float[] Slice(this float[] x, int start) => new float[start]; }")]
    [InlineData("float[] x = new float[9]; net.Predict(x.Slice(0, 4)); static class Own { public static float[] Slice(this float[] x, int start, int length) => x[start..(length - 1)]; }")]
    [InlineData("float[] x = new float[9]; net.Predict(x.AsSpan(2)); static class Own { public static float[] AsSpan(this float[] x, int start) => new float[start + 1]; }")]
    [InlineData("net.Predict(new Padded { X = new float[2] }); class Padded { public float[] X = []; public static implicit operator ReadOnlySpan<float>(Padded p) => new float[3]; }")]
    [InlineData("net.Predict((Padded)new float[2]); class Padded { public static implicit operator Padded(float[] x) => new(); public static implicit operator ReadOnlySpan<float>(Padded p) => new float[3]; }")]
    [InlineData("net.Predict(new float[2].Pad()); static class Own { public static float[] Pad(this float[] x) => new float[3]; }")]
    [InlineData("net.Show(new float[1], new float[9], new float[5]); static class Own { public static void Show(this Net net, float[] inputs, float[] outputs, float[] targets) { } }")]
    public Task What_fits_or_is_not_known_is_left_alone(string statements) => FixHarness.Finds(Program(statements));

    [Fact]
    public Task Suppressible() => FixHarness.Finds(Program("#pragma warning disable UNR101\nnet.Predict(new float[1]);\n#pragma warning restore UNR101"));
}
