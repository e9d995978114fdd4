namespace Unrolled.Tests.Persistence;

/// <summary>The way to replace a network that others use: a new one, put in its place by reference.</summary>
public partial class SwapTests
{
    private const int Readers = 4;
    private const int Swaps = 300;

    [Fact]
    public async Task Readers_of_a_network_that_is_swapped_see_the_old_one_or_the_new_one()
    {
        byte[][] files = [new Wide(1).Saved(), new Wide(2).Saved()];
        float[] input = [.. Enumerable.Range(0, Wide.InputSize).Select(i => MathF.Sin(i))];
        float[][] answers = [.. files.Select(file => Output(Loaded(file), input))];
        Wide current = Loaded(files[0]);
        using CancellationTokenSource done = new();
        using CountdownEvent reading = new(Readers);
        Task<int>[] readers = [.. Enumerable.Range(0, Readers).Select(_ => Task.Run(() =>
        {
            int seen = 0;
            reading.Signal();
            do
            {
                float[] output = Output(Volatile.Read(ref current), input);
                int answer = Array.FindIndex(answers, whole => whole.AsSpan().SequenceEqual(output));
                Assert.True(answer >= 0, "An answer of neither network.");
                seen |= 1 << answer;
            }
            while (!done.IsCancellationRequested);
            return seen;
        }))];
        reading.Wait(TestContext.Current.CancellationToken);
        for (int i = 1; i <= Swaps; i++)
        {
            Volatile.Write(ref current, Loaded(files[i % 2]));
        }

        await done.CancelAsync();
        int[] seen = await Task.WhenAll(readers);
        Assert.All(seen, answers => Assert.NotEqual(0, answers));
        Assert.Equal(0b11, seen.Aggregate((all, some) => all | some));
    }

    private static Wide Loaded(byte[] file)
    {
        Wide network = new();
        network.LoadBytes(file);
        return network;
    }

    private static float[] Output(Wide network, float[] input)
    {
        float[] output = new float[Wide.OutputSize];
        network.Forward(input, output);
        return output;
    }

    /// <summary>Wide enough for a reader to be in the middle of it.</summary>
    [Network(200, 100, 4)]
    private sealed partial class Wide;
}
