using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR103: a network that several threads change.</summary>
public sealed class ConcurrentTrainingTests
{
    private static string Program(string statements) => $$"""
        using System;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Unrolled;

        var net = new Net();
        var other = new Net();
        float[] x = [1, 2, 3], y = [0, 1], p = new float[26];
        {{statements}}

        [Network(3, 4, 2)]
        partial class Net
        {
            private static readonly Net s_shared = new();
            [ThreadStatic] private static Net? s_own;
            private readonly Net[] _nets = [new()];

            static void All(float[] x, float[] y)
            {
                Parallel.For(0, 8, i => {|UNR103:s_shared.Train(x, y, 0.1f)|});
                Parallel.For(0, 8, i => (s_own ??= new()).Train(x, y, 0.1f));
                Parallel.For(0, 8, i => s_own!.Train(x, y, 0.1f));
            }

            void Mine(float[] x, float[] y) => Parallel.For(0, 1, i => _nets[i].Train(x, y, 0.1f));
        }
        """;

    [Theory]
    [InlineData("Parallel.For(0, 8, i => {|UNR103:net.Train(x, y, 0.1f)|});", "Train changes 'net'", "Parallel.For shares")]
    [InlineData("Parallel.ForEach(x, v => { if (v > 0) { {|UNR103:net.SetParameters(p)|}; } });", "SetParameters changes 'net'", "Parallel.ForEach")]
    [InlineData("Enumerable.Range(0, 8).AsParallel().ForAll(i => {|UNR103:net.Train(x, y, 0.1f)|});", "ParallelEnumerable.ForAll")]
    [InlineData("Parallel.Invoke(() => {|UNR103:net.Train(x, y, 0.1f)|}, () => {|UNR103:net.SetParameters(p)|});", "Parallel.Invoke")]
    [InlineData("for (int i = 0; i < 4; i++) { Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|}); }", "Task.Run in a loop")]
    [InlineData("foreach (float v in x) { new Thread(() => {|UNR103:net.Train(x, y, 0.1f)|}).Start(); }", "a Thread in a loop")]
    [InlineData("while (true) { ThreadPool.QueueUserWorkItem(_ => {|UNR103:net.Train(x, y, 0.1f)|}); }", "ThreadPool.QueueUserWorkItem in a loop")]
    [InlineData("Task.WaitAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|})));", "Task.Run in a loop")]
    [InlineData("Parallel.For(0, 8, i => {|UNR103:net.Load(\"net.safetensors\")|});", "Load changes 'net'")]
    [InlineData("Dataset d = SyntheticDigits.Create(10, 0); Parallel.For(0, 8, i => {|UNR103:Trainer.Train(net, d, new())|});", "Train changes 'net'")]
    [InlineData("Parallel.For(0, 8, i => { for (int j = 0; j < 9; j++) {|UNR103:net.Train(x, y, 0.1f)|}; });", "Parallel.For")]
    public Task Shared(string statements, params string[] told) => FixHarness.Tells(Program(statements), told);

    [Theory]
    [InlineData("Parallel.For(0, 8, i => { var own = new Net(i); own.Train(x, y, 0.1f); });")]
    [InlineData("Parallel.For(0, 8, () => new Net(), (i, state, own) => { own.Train(x, y, 0.1f); return own; }, own => { });")]
    [InlineData("Parallel.ForEach(new[] { net, other }, one => one.Train(x, y, 0.1f));")]
    [InlineData("Parallel.Invoke(() => net.Train(x, y, 0.1f), () => other.Train(x, y, 0.1f));")]
    [InlineData("Parallel.For(0, 8, i => { lock (x) { net.Train(x, y, 0.1f); } });")]
    [InlineData("await Task.Run(() => net.Train(x, y, 0.1f));")]
    [InlineData("foreach (Net one in new[] { net, other }) { Task.Run(() => one.Train(x, y, 0.1f)); }")]
    [InlineData("foreach (int i in Enumerable.Range(0, 4)) { var own = new Net(i); Task.Run(() => own.Train(x, y, 0.1f)); }")]
    [InlineData("Parallel.For(0, 8, i => net.Predict(x));")]
    [InlineData("Parallel.For(0, 8, i => net.Forward(x, y)); Console.WriteLine(y[0]);")]
    [InlineData("for (int i = 0; i < 4; i++) { net.Train(x, y, 0.1f); }")]
    public Task OfItsOwn(string statements) => FixHarness.Finds(Program(statements));
}
