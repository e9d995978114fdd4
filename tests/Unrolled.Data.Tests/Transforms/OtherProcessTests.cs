using System.Diagnostics;
using System.Runtime.InteropServices;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.Transforms;

/// <summary>Another process, of another culture and without wide vectors, loads the file and answers raw rows with the same bits.</summary>
public sealed class OtherProcessTests
{
    // Names the folder to the other process, which runs this very test.
    private const string Variable = "UNROLLED_TEST_PIPELINE";
    private const string Model = "model.safetensors";
    private const string Answers = "answers";

    [Fact]
    public async Task It_answers_raw_rows_with_the_same_bits()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } given)
        {
            File.WriteAllBytes(Path.Combine(given, Answers), Answer(Pipeline.Load<Spending>(Path.Combine(given, Model))));
            return;
        }

        using TemporaryFolder folder = new();
        Pipeline<Spending> pipeline = new(new Spending(1), Table.Fitted.WithTargets(["spent", "nights"], new TargetScaling([240_000, 1 / 3.0], [90_000, 0.1])));
        pipeline.Save(Path.Combine(folder.Path, Model));
        using Process other = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(OtherProcessTests).Assembly.Location, "-noLogo", "-class", typeof(OtherProcessTests).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = folder.Path, ["UNROLLED_TEST_CULTURE"] = "sv-SE", ["DOTNET_EnableAVX2"] = "0" },
        })!;
        await other.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, other.ExitCode);
        Assert.Equal(Answer(pipeline), File.ReadAllBytes(Path.Combine(folder.Path, Answers)));
    }

    private static byte[] Answer(Pipeline<Spending> pipeline)
    {
        float[] answers = new float[10];
        pipeline.Predict(Table.Rows, answers);
        return MemoryMarshal.AsBytes(answers.AsSpan()).ToArray();
    }
}
