using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR102 and UNR118: what a network writes and nobody reads.</summary>
public sealed class UnreadOutputTests
{
    private static string Program(string statements) => $$"""
        using System;
        using System.Linq;
        using Unrolled;

        var net = new Net();
        float[] x = [1, 2, 3];
        {{statements}}

        [Network(3, 4, 2)]
        partial class Net;
        """;

    [Theory]
    [InlineData("net.Forward(x, {|UNR102:new float[2]|});")]
    [InlineData("net.Forward(x, {|UNR102:stackalloc float[2]|});")]
    [InlineData("net.Forward(x, {|UNR102:[0, 0]|});")]
    [InlineData("var y = new float[2]; net.Forward(x, {|UNR102:y|});")]
    [InlineData("var y = new float[2]; net.Forward(x, {|UNR102:y|}); net.ForwardBatch(x, y);")]
    [InlineData("float[] action = new float[2]; net.Forward(x, {|UNR102:new float[2]|}); Console.WriteLine(action[0]);")]
    [InlineData("net.ForwardBatch(x, {|UNR102:new float[2]|}, threads: 2);")]
    [InlineData("var g = new float[26]; net.Gradient(x, [0, 1], {|UNR102:g|});")]
    [InlineData("net.GetParameters({|UNR102:new float[26]|});")]
    public Task Unread(string statements) => FixHarness.Finds(Program(statements));

    /// <summary>It may be all right to read nothing: where calls are timed, or made so that the next ones are fast.</summary>
    [Theory]
    [InlineData("Span<float> y = stackalloc float[2]; for (int i = 0; i < 9; i++) { net.Forward(x, {|UNR118:y|}); net.ForwardBatch(x, y); }")]
    [InlineData("var y = new float[2]; foreach (float v in x) net.Forward(x, {|UNR118:y|});")]
    [InlineData("net.Forward(x, {|UNR118:new float[2]|}); float[] y = new float[2]; net.Forward(x, y); Console.WriteLine(y[0]);")]
    [InlineData("net.Forward(new float[3], {|UNR118:new float[2]|});")]
    [InlineData("net.Forward(stackalloc float[3], {|UNR118:stackalloc float[2]|});")]
    [InlineData("var clock = System.Diagnostics.Stopwatch.StartNew(); net.Forward(x, {|UNR118:new float[2]|}); Console.WriteLine(clock.Elapsed);")]
    [InlineData("long before = GC.GetAllocatedBytesForCurrentThread(); net.Forward(x, {|UNR118:new float[2]|}); Console.WriteLine(before);")]
    [InlineData("long start = System.Diagnostics.Stopwatch.GetTimestamp(); int n = 9; while (n-- > 0) { net.Forward(x, {|UNR118:new float[2]|}); }")]
    [InlineData("WarmUp(net); void WarmUp(Net one) => one.Forward(x, {|UNR118:new float[2]|});")]
    [InlineData("class Bench { readonly Net _net = new(); [Benchmark] public void Run() => _net.Forward([1, 2, 3], {|UNR118:new float[2]|}); } class BenchmarkAttribute : Attribute;")]
    [InlineData("System.Linq.Enumerable.Range(0, 9).ToList().ForEach(i => net.Forward(x, {|UNR118:new float[2]|}));")]
    [InlineData("Throws(() => net.Forward(x, {|UNR118:new float[2]|})); static void Throws(Action act) => act();")]
    public Task PerhapsTimed(string statements) => FixHarness.Finds(Program(statements));

    [Theory]
    [InlineData("var y = new float[2]; net.Forward(x, y); Console.WriteLine(y[0]);")]
    [InlineData("var y = new float[2]; Action show = () => Console.WriteLine(y[0]); net.Forward(x, y); show();")]
    [InlineData("net.Forward(x, Holder.Y); static class Holder { public static readonly float[] Y = new float[2]; }")]
    [InlineData("var y = Make(); net.Forward(x, y); float[] Make() => new float[2];")]
    [InlineData("var y = new float[4]; net.Forward(x, y.AsSpan(2)); Console.WriteLine(y[2]);")]
    [InlineData("float loss = net.Gradient(x, [0, 1], new float[26]); Console.WriteLine(loss);")]
    [InlineData("net.ForwardBatch([], []); net.ForwardBatch([], new float[0]);")]
    [InlineData("net.Predict(x); net.Train(x, [0, 1], 0.1f); float[] p = new float[26]; net.SetParameters(p);")]
    [InlineData("Use(net); static void Use<T>(T t) where T : class, INetwork<T> { var y = new float[2]; t.Forward([1, 2, 3], y); Console.WriteLine(y[0]); }")]
    public Task Read(string statements) => FixHarness.Finds(Program(statements));

    /// <summary>Through the interface the lengths are not known, but who reads the result is.</summary>
    [Fact]
    public async Task Generic_code_is_looked_at_too()
    {
        string[] messages = await FixHarness.Finds(Program(
            "Use(net); static void Use<T>(T t) where T : class, INetwork<T> => t.Forward([1, 2, 3], {|UNR102:new float[T.OutputSize]|});"));
        Assert.Equal(["What Forward writes to output is never read: keep the buffer and read it, or leave out the call"], messages);
    }
}
