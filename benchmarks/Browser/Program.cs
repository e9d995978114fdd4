using Unrolled;
using Unrolled.Benchmarks.Browser;
using Unrolled.Benchmarks.Reporting;

const int Digits = 1000;
float[] points = Numbers.Random(32 * Small.InputSize), pointTargets = Numbers.Random(32);
float[] digits = new float[Digits * Large.InputSize], targets = Numbers.Random(10 * Large.OutputSize), outputs = new float[Digits * Large.OutputSize];
SyntheticDigits.Create(Digits, seed: 1).GatherInputs(0, Digits, digits);

var small = new Small(1);
var large = new Large(1);
var sparse = new Sparse(1);
var table = new Table("in WebAssembly", "processor time");
Add("2-8-1, one point", () => small.Forward(points.AsSpan(0, 2), outputs.AsSpan(0, 1)));
Add("2-8-1, a step of 32 points", () => small.Train(points, pointTargets, 0.1f));
Add("784-30-10, 1,000 digits one by one", () => OneByOne(large.Forward));
Add("784-30-10, 1,000 digits at once", () => large.ForwardBatch(digits, outputs));
Add("784-30-10, a step of 10 digits", () => large.Train(digits.AsSpan(0, 10 * Large.InputSize), targets, 0.1f));
Add("784-30-10 with SparseInput, 1,000 digits one by one", () => OneByOne(sparse.Forward));
Add("784-30-10 with SparseInput, a step of 10 digits", () => sparse.Train(digits.AsSpan(0, 10 * Large.InputSize), targets, 0.1f));
table.Write(Console.Out);

void Add(string name, Action operation) => table.Add(name, Format.Time(Clock.Fastest(operation)));

void OneByOne(Forward forward)
{
    for (int i = 0; i < Digits; i++)
    {
        forward(digits.AsSpan(i * Large.InputSize, Large.InputSize), outputs.AsSpan(i * Large.OutputSize, Large.OutputSize));
    }
}

internal delegate void Forward(ReadOnlySpan<float> input, Span<float> output);

[Network(2, 8, 1)]
internal sealed partial class Small;

[Network(784, 30, 10)]
internal sealed partial class Large;

[Network(784, 30, 10, SparseInput = true)]
internal sealed partial class Sparse;
