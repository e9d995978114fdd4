using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR110 and UNR111: a class that is taken for the value of an output.</summary>
public sealed class PredictedNumberTests
{
    private const string Setup = """
        float[] x = [1, 2];
        var price = new Price();
        var action = new Action4();
        var digit = new Digit();
        var chance = new Chance();
        var sign = new Sign();
        """;

    private const string Types = """
        [Network(2, 4, 1, Output = Activation.Identity)]
        partial class Price
        {
            public float Value(float[] x) => {|UNR110:Predict(x)|};
            public int Predict(float[] x, bool own) => 7;
        }

        [Network(2, 4, 1, Output = Activation.Softplus, Loss = Loss.Huber)]
        partial class Positive;

        [Network(2, 4, 1, Output = Activation.ReLU, Loss = Loss.MeanAbsoluteError)]
        partial class Rectified;

        [Network(2, 4, 4, Output = Activation.Identity, Loss = Loss.Huber)]
        partial class Action4;

        [Network(2, 4, 10, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
        partial class Digit;

        [Network(2, 4, 1, Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
        partial class Chance;

        [Network(2, 1, Output = Activation.Sign, Loss = Loss.Perceptron)]
        partial class Sign;

        class House
        {
            public float Price { get; set; }
            public double? Maybe { get; set; }
        }

        static class Own
        {
            public static float Predict(this Price net, double[] x) => 3;
            public static void Show(double value) { }
        }
        """;

    [Fact]
    public Task ANumberIsWanted() => Tells(
        ("float value = {|UNR110:price.Predict(x)|}; Console.Write(value);", "Price.Predict gives a class, 0 or 1: the output itself is what Forward writes"),
        ("double value = {|UNR110:price.Predict(x)|}; Console.Write(value);", ""),
        ("decimal value = {|UNR110:price.Predict(x)|}; Console.Write(value);", ""),
        ("float? value = {|UNR110:price.Predict(x)|}; Console.Write(value);", ""),
        ("Half value = (Half){|UNR110:price.Predict(x)|}; Console.Write(value);", ""),
        ("float value; value = {|UNR110:price.Predict(x)|}; Console.Write(value);", ""),
        ("var value = (float){|UNR110:price.Predict(x)|}; Console.Write(value);", ""),
        ("float[] all = [{|UNR110:price.Predict(x)|}, 2]; Console.Write(all[0]);", ""),
        ("var all = new double[2]; all[0] = {|UNR110:price.Predict(x)|};", ""),
        ("var house = new House { Price = {|UNR110:price.Predict(x)|}, Maybe = {|UNR110:price.Predict(x)|} };", ""),
        ("Own.Show({|UNR110:price.Predict(x)|});", ""),
        ("float Value() => {|UNR110:price.Predict(x)|}; Console.Write(Value());", ""),
        ("Func<float> value = () => {|UNR110:price.Predict(x)|}; Console.Write(value());", ""),
        ("float error = {|UNR110:price.Predict(x)|} - 3.5f; Console.Write(error);", ""),
        ("float scaled = {|UNR110:price.Predict(x)|} * 1000f; Console.Write(scaled);", ""),
        ("Console.Write(Math.Abs(3.5 - {|UNR110:price.Predict(x)|}));", ""),
        ("Console.Write(x[0] > 1 ? {|UNR110:price.Predict(x)|} : 0.5f);", ""),
        ("var all = new[] { x }.Select(row => (float){|UNR110:price.Predict(row)|}).ToArray();", ""),
        ("float value = {|UNR110:new Positive().Predict(x)|}; Console.Write(value);", "Positive.Predict gives a class"),
        ("float value = {|UNR110:new Rectified().Predict(x)|}; Console.Write(value);", ""),
        ("Dataset d = Dataset.FromFloats(x, 2, [1f], 1); float value = {|UNR110:price.Predict(d, 0)|}; Console.Write(value);", ""));

    /// <summary>A single output without bounds separates classes at 0, as the perceptron's does; seldom is that wanted.</summary>
    [Fact]
    public Task ANumberMayBeWanted() => Tells(
        ("int value = {|UNR111:price.Predict(x)|}; Console.Write(value);", "Price.Predict gives a class, 0 or 1"),
        ("var value = {|UNR111:price.Predict(x)|}; Console.Write(value);", ""),
        ("Console.WriteLine({|UNR111:price.Predict(x)|});", ""),
        ("Console.WriteLine($\"{{|UNR111:price.Predict(x)|}:F2}\");", ""),
        ("Console.Write({|UNR111:price.Predict(x)|} == 0.5f);", ""),
        ("double share = 0; share += {|UNR111:price.Predict(x)|}; Console.Write(share);", ""),
        ("float p = {|UNR111:chance.Predict(x)|}; Console.Write(p);", "Chance.Predict gives a class, 0 or 1"),
        ("float s = {|UNR111:sign.Predict(x)|}; Console.Write(s);", ""),
        ("float q = {|UNR111:action.Predict(x)|}; Console.Write(q);", "Action4.Predict gives a class, from 0 to 3: the outputs themselves"));

    [Fact]
    public Task AClassIsWanted() => Finds(
        "int number = digit.Predict(x); Console.Write(number);",
        "float number = digit.Predict(x); Console.Write(number);",
        "int best = action.Predict(x); Console.Write(best);",
        "Console.Write(chance.Predict(x) == 1 ? \"yes\" : \"no\"); int c = chance.Predict(x); Console.Write(c);",
        "Console.Write(sign.Predict(x));",
        "Console.Write(price.Predict(x) == 1); if (price.Predict(x) is 1) { } switch (price.Predict(x)) { case 0: break; }",
        "string[] names = [\"a\", \"b\"]; Console.Write(names[price.Predict(x)]); var list = names.ToList(); Console.Write(list[price.Predict(x)]);",
        "int hits = 0; hits += price.Predict(x) == 1 ? 1 : 0; price.Predict(x); _ = price.Predict(x); Console.Write(hits);",
        "float[] y = new float[1]; price.Forward(x, y); Console.Write(y[0]);",
        "float value = price.Predict(new double[2]); Console.Write(value);",
        "float value = price.Predict(x, own: true); Console.Write(value);");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}
