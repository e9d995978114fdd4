using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Unrolled;

// A network in a program that must start at once, such as a command-line tool or a serverless function. The first prediction comes
// before anything else, so that its time is the start-up time of a process that only predicts.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var network = new Gate(seed: 1);
float[] output = new float[Gate.OutputSize];
network.Forward([0, 1], output);
double milliseconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];
float before = network.Train(inputs, targets, learningRate: 0.5f);
float after = before;
for (int step = 0; step < 5000; step++)
{
    after = network.Train(inputs, targets, learningRate: 0.5f);
}

// Saving, loading, sessions and evaluation belong to what must work without reflection, too.
string path = Path.Combine(Path.GetTempPath(), $"gate-{Environment.ProcessId}.safetensors");
var copy = new Gate(seed: 2);
try
{
    network.Save(path);
    copy.Load(path);
}
finally
{
    File.Delete(path);
}

Dataset digits = SyntheticDigits.Create(count: 500, seed: 0);
(Dataset training, Dataset validation) = digits.Split(validationFraction: 0.2, seed: 0);
var classifier = new Digits(seed: 0);
TrainingResult result = Trainer.Train(
    classifier,
    training,
    new TrainingOptions { Epochs = 10, LearningRate = 0.003f, Optimizer = Optimizer.Adam(), Augmentation = new ImageAugmentation(28, 28) { Shift = 1 } },
    validation);

// A loss of one's own and gradients led back from the outputs are compiled for their types ahead of time as well.
var line = new Line(seed: 0);
float[] numbers = [.. Enumerable.Range(0, 64).Select(i => i / 32f - 1)];
Dataset points = Dataset.FromFloats(numbers, 1, [.. numbers.Select(x => 0.5f - 2 * x)], 1);
Trainer.Train<Line, QuantileLoss>(
    line, points, new TrainingOptions { Epochs = 100, BatchSize = 32, LearningRate = 0.02f, Optimizer = Optimizer.Adam(), Threads = 2 });
float[] slope = new float[1];
line.Backward([0], [1], [], slope);

Console.WriteLine($"code              {(RuntimeFeature.IsDynamicCodeCompiled ? "compiled just in time" : "compiled ahead of time")}, vectors of {VectorBits()} bits");
Console.WriteLine($"first prediction  {milliseconds:F1} ms after the start of the process: {output[0]:F3}");
Console.WriteLine($"training          loss {before:F4} before, {after:F4} after 5,000 steps");
Console.WriteLine($"XOR               {string.Join(" ", Enumerable.Range(0, 4).Select(row => copy.Predict(inputs.AsSpan(row * 2, 2))))}");
Console.WriteLine($"median            y = {line.Biases(0)[0]:F1} {slope[0]:+ 0.0;- 0.0} x");
Console.WriteLine($"digits            {result.Reports[^1].Accuracy:P1} of {validation.Count} held-out drawn digits after {result.Reports.Count} epochs");

static int VectorBits() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

[Network(2, 8, 1, Hidden = Activation.Tanh, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Gate;

[Network(1, 1, Output = Activation.Identity)]
internal sealed partial class Line;

[Network(784, 30, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class Digits;
