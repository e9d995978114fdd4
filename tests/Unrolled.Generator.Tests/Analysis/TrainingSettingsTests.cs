using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR115 and UNR116: options that lack something: validation data to watch, a rate for the optimizer.</summary>
public sealed class TrainingSettingsTests
{
    private const string Setup = """
        Dataset data = SyntheticDigits.Create(100, 0), held = SyntheticDigits.Create(100, 1);
        var net = new Net();
        var basis = new TrainingOptions { Epochs = 3 };
        """;

    private const string Types = """
        [Network(784, 4, 10)]
        partial class Net
        {
            static readonly TrainingOptions s_options = new() { EarlyStopping = new(), Optimizer = {|UNR116:Optimizer.Adam()|} };

            void Learn(Dataset data) => Trainer.Train(this, data, {|UNR115:s_options|});
        }
        """;

    [Fact]
    public Task NothingToWatch() => Tells(
        ("Trainer.Train(net, data, {|UNR115:new() { EarlyStopping = new() }|});", "EarlyStopping watches validation data that Train is not given: pass validation data, or write Metric = Metric.TrainingLoss"),
        ("Trainer.Train(net, data, {|UNR115:new TrainingOptions { EarlyStopping = new EarlyStopping { Patience = 3 } }|});", ""),
        ("Trainer.Train(net, data, {|UNR115:new TrainingOptions { EarlyStopping = new() { Metric = Metric.ValidationAccuracy } }|}, null);", ""),
        ("Trainer.Train(net, data, {|UNR115:new() { EarlyStopping = new() }|}, validation: null);", ""),
        ("Dataset? none = null; Trainer.Train(net, data, {|UNR115:new() { EarlyStopping = new() }|}, none);", ""),
        ("var options = new TrainingOptions { EarlyStopping = new() }; Trainer.Train(net, data, {|UNR115:options|});", ""),
        ("var stop = new EarlyStopping(); Trainer.Train(net, data, {|UNR115:basis with { EarlyStopping = stop }|});", ""),
        ("foreach (var r in Trainer.Epochs(net, data, {|UNR115:basis with { EarlyStopping = new() }|})) { Console.Write(r); }", "that Epochs is not given"),
        ("using var s = new TrainingSession<Net>(net, data, {|UNR115:new() { EarlyStopping = new() }|});", "that TrainingSession is not given"),
        ("new CheckpointFolder(\"a\").Train(net, data, {|UNR115:new() { EarlyStopping = new() }|});", ""),
        ("Trainer.Train(net, data, {|UNR115:new() { Schedule = LearningRateSchedule.ReduceOnPlateau(0.5f) }|});", "LearningRateSchedule.ReduceOnPlateau watches validation data"),
        ("Trainer.Train(net, data, {|UNR115:new() { Schedule = LearningRateSchedule.ReduceOnPlateau(metric: Metric.ValidationAccuracy) }|});", ""),
        ("Console.Write(CrossValidation.Run<Net>(KFold.Split(data, 5, 1), {|UNR115:new() { EarlyStopping = new() }|}));", "EarlyStopping watches validation data of the folds, which must not steer the training: write Metric = Metric.TrainingLoss"),
        ("Console.Write(Candidate.Of<Net>({|UNR115:new() { EarlyStopping = new() }|}));", ""));

    [Fact]
    public Task SomethingToWatch() => Finds(
        "Trainer.Train(net, data, new() { EarlyStopping = new() }, held);",
        "Trainer.Train(net, data, new() { EarlyStopping = new() { Metric = Metric.TrainingLoss } });",
        "Trainer.Train(net, data, new() { EarlyStopping = null });",
        "Trainer.Train(net, data, new TrainingOptions { EarlyStopping = new() } with { EarlyStopping = null });",
        "Dataset? some = args.Length > 0 ? held : null; Trainer.Train(net, data, new() { EarlyStopping = new() }, some);",
        "Metric metric = args.Length > 0 ? Metric.TrainingLoss : Metric.ValidationLoss; Trainer.Train(net, data, new() { EarlyStopping = new() { Metric = metric } });",
        "Trainer.Train(net, data, new() { Schedule = LearningRateSchedule.ReduceOnPlateau(metric: Metric.TrainingLoss) });",
        "Trainer.Train(net, data, new() { Schedule = LearningRateSchedule.Cosine() });",
        "var options = new TrainingOptions { EarlyStopping = new() }; options = basis; Trainer.Train(net, data, options);",
        "Use(new() { EarlyStopping = new() }); void Use(TrainingOptions options) => Trainer.Train(net, data, options);");

    [Fact]
    public Task ADefaultRate() => Tells(
        ("Trainer.Train(net, data, new() { Optimizer = {|UNR116:Optimizer.Adam()|} });", "Optimizer.Adam takes steps of the learning rate whatever the gradient, and its default of 0.1 is large: write LearningRate = 0.001f"),
        ("var options = new TrainingOptions { Optimizer = {|UNR116:Optimizer.AdamW(0.1f)|}, Epochs = 3 }; Trainer.Train(net, data, options);", "Optimizer.AdamW"),
        ("var options = basis with { Optimizer = {|UNR116:Optimizer.RmsProp()|} }; Trainer.Train(net, data, options);", "Optimizer.RmsProp"),
        ("Optimizer adam = Optimizer.Adam(); Trainer.Train(net, data, new() { Optimizer = {|UNR116:adam|} });", ""),
        ("Trainer.Train(net, data, new TrainingOptions { Optimizer = {|UNR116:Optimizer.Adam()|} } with { Epochs = 3 });", ""));

    [Fact]
    public Task ARateOfItsOwn() => Finds(
        "Trainer.Train(net, data, new() { Optimizer = Optimizer.Adam(), LearningRate = 0.001f });",
        "Trainer.Train(net, data, new() { Optimizer = Optimizer.Adam(), LearningRate = 0.1f });",
        "Trainer.Train(net, data, new TrainingOptions { LearningRate = 0.01f } with { Optimizer = Optimizer.Adam() });",
        "Trainer.Train(net, data, new TrainingOptions { Optimizer = Optimizer.Adam() } with { LearningRate = 0.01f });",
        "var options = new TrainingOptions { Optimizer = Optimizer.Adam() }; foreach (float rate in new[] { 1f, 2f }) { Trainer.Train(net, data, options with { LearningRate = rate }); }",
        "var space = new SearchSpace(new TrainingOptions { Optimizer = Optimizer.Adam() }).VaryLogarithmically(\"rate\", 1e-4f, 1e-2f, (o, rate) => o with { LearningRate = rate }); Console.Write(space);",
        "var options = new TrainingOptions { Optimizer = Optimizer.Adam() }; Console.Write(new SearchSpace(options));",
        "Trainer.Train(net, data, new() { Optimizer = Optimizer.Sgd }); Trainer.Train(net, data, new() { Optimizer = Optimizer.Momentum() }); Trainer.Train(net, data, new() { Optimizer = Optimizer.Adagrad() });",
        "Use(basis); void Use(TrainingOptions given) => Trainer.Train(net, data, given with { Optimizer = Optimizer.Adam() });");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}
