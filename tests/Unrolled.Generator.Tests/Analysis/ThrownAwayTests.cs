using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR113: results that are thrown away.</summary>
public sealed class ThrownAwayTests
{
    private const string Setup = """
        Dataset data = Dataset.FromFloats([1, 2, 3, 4], 2, [0, 1], classCount: 2);
        Standardizer standardizer = Standardizer.Fit(data);
        var net = new Net();
        var options = new TrainingOptions();
        """;

    private const string Types = """
        [Network(2, 4, 2)]
        partial class Net;

        static class Own
        {
            public static Dataset Shuffle(this Dataset data) => data;
            public static void Throws(Action act) { }
        }
        """;

    [Fact]
    public Task ThrownAway() => Tells(
        ("{|UNR113:data.Split(0.2, 1)|};", "Dataset.Split changes nothing: keep what it returns"),
        ("{|UNR113:data.WithSingleTarget()|}; {|UNR113:data.WithOneHot(-1, 1)|}; {|UNR113:data.WithWeights([1, 2])|};", "Dataset.WithSingleTarget changes nothing"),
        ("{|UNR113:data.Take(1)|}; {|UNR113:data.Subset([0])|};", "Dataset.Take"),
        ("{|UNR113:standardizer.Apply(data)|};", "Standardizer.Apply changes nothing: keep what it returns"),
        ("{|UNR113:Standardizer.Fit(data)|};", "Standardizer.Fit"),
        ("{|UNR113:Standardizer.Fit(data).Apply(data)|};", ""),
        ("{|UNR113:TargetScaling.None(2).Apply(data)|};", "TargetScaling.Apply changes nothing: keep what it returns"),
        ("{|UNR113:Preprocessing.Of(standardizer).WithClasses([\"a\", \"b\"])|};", "Preprocessing.WithClasses changes nothing: keep what it returns"),
        ("{|UNR113:Feature.Number(\"a\", missing: MissingValues.Mean).WithFill(1)|};", "Feature.WithFill"),
        ("{|UNR113:new Pipeline<Net>(net, Preprocessing.Of(standardizer)).Absorb()|};", "AbsorbExtensions.Absorb"),
        ("{|UNR113:new Fold(data, data.Take(1)).Standardized()|};", "Fold.Standardized"),
        ("{|UNR113:KFold.Split(data, 2, 1)|};", "KFold.Split"),
        ("{|UNR113:Dataset.FromFloats([1, 2], 2, [0], classCount: 2)|};", "Dataset.FromFloats"),
        ("{|UNR113:Optimizer.Adam()|}; {|UNR113:LearningRateSchedule.Cosine()|};", "Optimizer.Adam"),
        ("{|UNR113:Trainer.Epochs(net, data, options)|};", "Trainer.Epochs trains only when its reports are enumerated: write foreach over it, or Trainer.Train"),
        ("if (args.Length > 0) {|UNR113:data.WithSingleTarget()|};", ""),
        ("try { {|UNR113:data.WithSingleTarget()|}; Trainer.Train(net, data, options); } catch (ArgumentException) { }", ""),
        ("void Prepare() => {|UNR113:data.WithSingleTarget()|}; Prepare();", ""));

    [Fact]
    public Task Kept() => Finds(
        "var (training, validation) = data.Split(0.2, 1); Dataset one = data.WithSingleTarget(); data = standardizer.Apply(data);",
        "_ = data.Split(0.2, 1);",
        "float[] x = [1, 2]; standardizer.Apply(x); net.Absorb(standardizer);",
        "data.ToString(); data.GetHashCode(); data.Equals(data); Optimizer.Sgd.ToString();",
        "Trainer.Train(net, data, options); net.Predict([1, 2]); Evaluator.Accuracy(net, data);",
        "foreach (EpochReport report in Trainer.Epochs(net, data, options)) { Console.Write(report); }",
        "Own.Throws(() => data.Split(2, 1)); Own.Throws(() => { data.Split(2, 1); });",
        "try { data.Split(2, 1); } catch (ArgumentException e) { Console.Write(e); }",
        "data.Shuffle();",
        "float[] rows = new float[2]; data.GatherInputs([0], rows);",
        "var confusion = new ConfusionMatrix(2); confusion.Add(0, 1);");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}
