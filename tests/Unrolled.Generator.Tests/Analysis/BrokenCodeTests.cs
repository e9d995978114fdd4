using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>The analyzers look at programs that somebody is in the middle of writing.</summary>
public sealed class BrokenCodeTests
{
    private const string Program = """
        using System;
        using System.Threading.Tasks;
        using Unrolled;

        var net = new Net();
        var data = SyntheticDigits.Create(10, 0);
        float[] x = [1, 2, 3], y = new float[2];
        Span<float> z = stackalloc float[] { 1, 2 };
        net.Forward(x.AsSpan()[..3], y);
        net.Forward([.. y, 1], z);
        net.Train(x, [0, 1 / 10], learningRate: -1);
        net.Gradient(x.AsSpan(0, 3), new float[2], gradient: stackalloc float[26]);
        Parallel.For(0, 8, i => { lock (x) { net.Train(x, y, float.NaN); } });
        for (int i = 0; i < 3; i++) { Task.Run(() => net.SetParameters(new float[i])); }
        Trainer.Train(net, data, new() { LearningRate = 0, Epochs = 3 } with { Epochs = 0 }, data);
        (x, y) = (y, x);
        var same = data; var (training, held) = data.Split(0.2, 1);
        Task t = Task.Run(() => net.Train(x, y, 0.1f)); float p = net.Predict(x); await t;
        foreach (Fold fold in KFold.Split(data, 2, 1)) { Trainer.Train(net, fold.Training, new() { EarlyStopping = new(), Optimizer = Optimizer.Adam() }); Evaluator.Accuracy(net, fold.Validation); }
        data.Take(5); Net[] all = [new(), new()]; Trainer.Train(net, same, new(), held.WithOneHot(0, 1));

        [Network(3, 4, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
        partial class Net { readonly float[] _own = new float[3]; public Net(string s) : this() { _own = []; Predict(_own); } }
        """;

    private static readonly SyntaxToken[] s_tokens = [.. CSharpSyntaxTree.ParseText(Program, GeneratorHarness.ParseOptions).GetRoot().DescendantTokens()];

    /// <summary>Every fifteenth token, from the given one on, is left out, doubled, or is where the program ends.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task No_analyzer_throws(int first)
    {
        for (int i = first; i < s_tokens.Length; i += 15)
        {
            SyntaxToken token = s_tokens[i];
            string broken = (i / 15 % 3) switch
            {
                0 => Program.Remove(token.SpanStart, token.Span.Length),
                1 => Program.Insert(token.SpanStart, token.Text + " "),
                _ => Program[..token.Span.End],
            };
            await FixHarness.Survives(broken);
        }
    }
}
