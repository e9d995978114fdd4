using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR112: one network for all folds.</summary>
public sealed class CarriedNetworkTests
{
    private const string Setup = """
        Dataset data = SyntheticDigits.Create(100, 0), test = SyntheticDigits.Create(100, 1);
        IReadOnlyList<Fold> folds = KFold.Split(data, 5, 1);
        var options = new TrainingOptions();
        float[] start = new float[Net.ParameterCount];
        var net = new Net();
        """;

    private const string Types = """
        [Network(784, 4, 10)]
        partial class Net;

        class Study
        {
            private Net _net = new();
            private readonly Net _only = new();

            void Run(IReadOnlyList<Fold> folds, TrainingOptions options)
            {
                foreach (Fold fold in folds)
                {
                    Trainer.Train({|UNR112:_only|}, fold.Training, options, fold.Validation);
                }

                foreach (Fold fold in folds)
                {
                    Start();
                    Trainer.Train(_net, fold.Training, options, fold.Validation);
                }
            }

            void Start() => _net = new Net();
        }

        static class Tool
        {
            public static void Reset(Net net) { }
        }
        """;

    [Fact]
    public Task Carried() => Tells(
        ("foreach (Fold fold in folds) { Trainer.Train({|UNR112:net|}, fold.Training, options, fold.Validation); }", "'net' is trained on every fold, and so has learnt the samples that later folds hold out: make a new Net for each"),
        ("foreach (Fold fold in folds) { Trainer.Train({|UNR112:net|}, fold.Training, options); Console.Write(Evaluator.Accuracy(net, fold.Validation)); }", ""),
        ("foreach (var (training, validation) in folds) { Trainer.Train({|UNR112:net|}, training, options); Console.Write(Evaluator.MeanLoss(net, validation)); }", ""),
        ("foreach ((Dataset training, Dataset validation) in folds) { Trainer.Train({|UNR112:net|}, training, options, validation); }", ""),
        ("foreach (Fold one in folds) { Fold fold = one.Standardized(); Trainer.Train({|UNR112:net|}, fold.Training, options, fold.Validation); }", ""),
        ("foreach (Fold fold in KFold.Stratified(data, 5, 1)) { foreach (var r in Trainer.Epochs({|UNR112:net|}, fold.Training, options, fold.Validation)) { Console.Write(r); } }", ""),
        ("for (int i = 0; i < folds.Count; i++) { Trainer.Train({|UNR112:net|}, folds[i].Training, options, folds[i].Validation); }", ""),
        ("for (int i = 0; i < folds.Count; i++) { Fold fold = folds[i]; Trainer.Train({|UNR112:net|}, fold.Training, options, fold.Validation); }", ""),
        ("double[] all = [.. folds.Select(fold => { Trainer.Train({|UNR112:net|}, fold.Training, options); return Evaluator.Accuracy(net, fold.Validation); })]; Console.Write(all[0]);", ""),
        ("foreach (Fold fold in folds) { for (int epoch = 0; epoch < 9; epoch++) { {|UNR112:net|}.Train(fold.Training, [0, 1], 0.1f); } Console.Write(Evaluator.Accuracy(net, fold.Validation)); }", ""),
        ("for (int k = 0; k < 5; k++) { int[] rows = [k, k + 1], others = [k + 2]; Trainer.Train({|UNR112:net|}, data.Subset(rows), options, data.Subset(others)); }", ""),
        ("for (int seed = 0; seed < 5; seed++) { var (training, validation) = data.Split(0.2, seed); Trainer.Train({|UNR112:net|}, training, options, validation); }", ""),
        ("Net same = net; foreach (Fold fold in folds) { Trainer.Train({|UNR112:same|}, fold.Training, options, fold.Validation); }", ""));

    [Fact]
    public Task ANewOneForEach() => Finds(
        "foreach (Fold fold in folds) { var own = new Net(1); Trainer.Train(own, fold.Training, options, fold.Validation); }",
        "foreach (Fold fold in folds) { net = new Net(1); Trainer.Train(net, fold.Training, options, fold.Validation); }",
        "foreach (Fold fold in folds) { net.SetParameters(start); Trainer.Train(net, fold.Training, options, fold.Validation); }",
        "foreach (Fold fold in folds) { net.Load(\"start\"); Trainer.Train(net, fold.Training, options, fold.Validation); }",
        "foreach (Fold fold in folds) { Tool.Reset(net); Trainer.Train(net, fold.Training, options, fold.Validation); }",
        "foreach (Fold fold in folds) { Trainer.Train(net, fold.Training, options); } Console.Write(Evaluator.Accuracy(net, test));",
        "foreach (Fold fold in folds) { Trainer.Train(net, fold.Training, options, test); }",
        "for (int epoch = 0; epoch < 5; epoch++) { var (training, validation) = data.Split(0.2, 1); Trainer.Train(net, training, options, validation); }",
        "var (training, validation) = data.Split(0.2, 1); for (int epoch = 0; epoch < 5; epoch++) { Trainer.Train(net, training, options, validation); }",
        "Dataset[] weeks = [data, test]; foreach (Dataset week in weeks) { Trainer.Train(net, week, options, test); }",
        "double[] all = [.. folds.Select(fold => { var own = new Net(1); Trainer.Train(own, fold.Training, options); return Evaluator.Accuracy(own, fold.Validation); })]; Console.Write(all[0]);",
        "Console.Write(CrossValidation.Run<Net>(folds, options));",
        "Fold first = folds[0]; Trainer.Train(net, first.Training, options, first.Validation);");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}
