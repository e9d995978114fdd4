using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR117: networks that are made again and again without a seed.</summary>
public sealed class SameWeightsTests
{
    private const string Types = """
        [Network(2, 4, 2)]
        partial class Agent
        {
            public Agent(string name) : this() => Console.Write(name);
        }

        class Plain;

        static class Own
        {
            public static void Repeat(int times, Action act) { }
        }
        """;

    [Fact]
    public Task Again() => FixHarness.TellsAll("", Types,
        ("var all = new List<Agent>(); for (int n = 0; n < 9; n++) { all.Add({|UNR117:new Agent()|}); }", "new Agent() gives the same weights each time: give each a seed, as in new Agent(seed: n)"),
        ("var all = new Agent[9]; for (int i = 0; i < all.Length; i++) { all[i] = {|UNR117:new()|}; }", "new Agent(seed: i)"),
        ("foreach (int k in Enumerable.Range(0, 9)) { var own = {|UNR117:new Agent()|}; Console.Write(own); }", "seed: k"),
        ("foreach (string name in args) { var own = {|UNR117:new Agent()|}; Console.Write(own); }", "seed: i"),
        ("int left = 9; while (left-- > 0) { Console.Write({|UNR117:new Agent()|}); } do { Console.Write({|UNR117:new Agent()|}); } while (left > 0);", ""),
        ("Agent[] all = [.. Enumerable.Range(0, 9).Select(_ => {|UNR117:new Agent()|})];", ""),
        ("var all = from i in Enumerable.Range(0, 9) select {|UNR117:new Agent()|}; Console.Write(all);", ""),
        ("Agent[] all = Array.ConvertAll(args, _ => {|UNR117:new Agent()|});", ""),
        ("Parallel.For(0, 8, i => { var own = {|UNR117:new Agent()|}; own.Train([1, 2], [0, 1], 0.1f); });", ""),
        ("Agent[] all = [new(), {|UNR117:new()|}, {|UNR117:new()|}];", ""),
        ("var all = new Agent[] { new Agent(), {|UNR117:new Agent()|} };", ""),
        ("var all = new List<Agent> { new(3), new() }; Agent[] more = [new Agent(1), new Agent(), {|UNR117:new Agent()|}];", ""));

    [Fact]
    public Task OnceOrWithASeed() => FixHarness.FindsAll("Dataset data = Dataset.FromFloats([1, 2, 3, 4], 2, [0, 1], classCount: 2);", Types,
        "var one = new Agent(); Agent another = new(); Agent[] all = [new()];",
        "for (int i = 0; i < 9; i++) { Console.Write(new Agent(i)); Console.Write(new Agent(seed: 1)); Console.Write(new Agent(\"a\")); }",
        "for (var own = new Agent(); own != null; own = null) { } foreach (Agent own in new[] { new Agent() }) { }",
        "for (int i = 0; i < 9; i++) { Console.Write(new Plain()); }",
        "for (int i = 0; i < 9; i++) { var own = new Agent(); own.Load($\"{i}.safetensors\"); Console.Write(own); }",
        "var best = new float[Agent.ParameterCount]; Parallel.For(0, 8, i => { var own = new Agent(); own.SetParameters(best); Console.Write(own.Predict([1, 2])); });",
        "foreach (Fold fold in KFold.Split(data, 2, 1)) { var own = new Agent(); Trainer.Train(own, fold.Training, new(), fold.Validation); }",
        "double[] all = [.. KFold.Split(data, 2, 1).Select(fold => { var own = new Agent(); Trainer.Train(own, fold.Training, new()); return Evaluator.Accuracy(own, fold.Validation); })];",
        "Parallel.For(0, 8, () => new Agent(), (i, state, own) => own, own => { });",
        "Agent? own = null; for (int i = 0; i < 9; i++) { own ??= new Agent(); }",
        "Own.Repeat(3, () => Console.Write(new Agent())); var lazy = new Lazy<Agent>(() => new Agent()); using var each = new ThreadLocal<Agent>(() => new Agent());");
}
