using Unrolled.Benchmarks.Engines;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;
using Unrolled.Benchmarks.Scaling;

namespace Unrolled.Benchmarks.Models;

/// <summary>One sample of models that people have, by the class that was made of each and by ONNX Runtime, in turns.</summary>
internal sealed class ModelsCommand(TextWriter output, string folder, int rounds)
{
    private const double Wanted = 2;
    private const float Tolerance = 1e-5f;

    /// <summary>Runs the command "models [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        string folder = Path.GetFullPath(Environment.GetEnvironmentVariable("ONNX_DIR") ?? "../shared/onnx");
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"{folder} is not there: ONNX_DIR says where the models are.");
            return 1;
        }

        new ModelsCommand(output, folder, Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"One sample of a model: Forward beside ONNX Runtime, bound once, on one thread. Medians of {rounds} rounds."));
        output.WriteLine();
        var table = new Table("model", "layers", "Forward", "ONNX Runtime", "times faster", Format.Text($"at least {Wanted}"));
        Add<GodotBallChase>(table, "godot-ball-chase");
        Add<GodotCarParking>(table, "godot-car-parking");
        Add<GodotDefendTheGoal>(table, "godot-defend-the-goal");
        Add<GodotFlyBy>(table, "godot-fly-by");
        Add<GodotHovercraft>(table, "godot-hovercraft");
        Add<GodotMultiAgentPlayer>(table, "godot-multi-agent-player");
        Add<GodotReachGoal>(table, "godot-reach-goal");
        Add<GodotScoreTheGoal>(table, "godot-score-the-goal");
        Add<KerasAdder>(table, "keras-adder", "dense_1");
        Add<KerasSine>(table, "keras-sine", "dense_4");
        Add<PytorchMnistBatchnorm>(table, "pytorch-mnist-batchnorm", "network_output");
        Add<Unity3dball>(table, "unity-3dball", "deterministic_continuous_actions");
        Add<UnityRollerball>(table, "unity-rollerball", "deterministic_continuous_actions");
        table.Write(output);
    }

    private void Add<TNetwork>(Table table, string model, string name = "output") where TNetwork : class, INetwork<TNetwork>, new()
    {
        TNetwork network = new();
        float[] sample = Sample(TNetwork.InputSize);
        float[] ours = new float[TNetwork.OutputSize];
        float[] theirs = new float[TNetwork.OutputSize];
        using OnnxRuntimeModel runtime = new(Path.Combine(folder, $"{model}.onnx"), name, sample, theirs);
        runtime.Run();
        network.Forward(sample, ours);
        CheckEqual(model, ours, theirs);
        Paired paired = Paired.Of(runtime.Run, () => network.Forward(sample, ours), rounds);
        table.Add(
            model,
            string.Join('-', TNetwork.Layers.ToArray()),
            Format.Time(paired.Seconds / paired.Gain),
            Format.Time(paired.Seconds),
            Format.Text($"{paired.Gain:0.0}"),
            paired.Gain < Wanted ? "no" : "yes");
    }

    private static void CheckEqual(string model, float[] ours, float[] theirs)
    {
        float scale = Math.Max(1, theirs.Max(Math.Abs));
        if (ours.Zip(theirs).Any(pair => !(Math.Abs(pair.First - pair.Second) <= Tolerance * scale)))
        {
            throw new InvalidOperationException($"{model}: {string.Join(' ', ours)} by Forward, {string.Join(' ', theirs)} by ONNX Runtime.");
        }
    }

    private static float[] Sample(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
