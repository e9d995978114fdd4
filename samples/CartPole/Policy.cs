using Unrolled;

namespace CartPoleSample;

/// <summary>Decides what to do.</summary>
internal abstract class Policy
{
    /// <summary>Loads a policy that any of the algorithms has learnt: the topologies and activations tell which.</summary>
    /// <exception cref="IOException">The file cannot be read or holds no such network.</exception>
    public static Policy Load(string file)
    {
        InvalidFileException? defect = null;
        foreach (Algorithm algorithm in Algorithm.All)
        {
            try
            {
                return algorithm.Load(file);
            }
            catch (InvalidFileException exception)
            {
                defect = exception;
            }
        }

        string names = string.Join(" or ", Algorithm.All.Select(algorithm => algorithm.Name));
        throw new IOException($"This is no policy of {names}: {defect!.Message}", defect);
    }

    /// <summary>The action that seems best.</summary>
    public abstract int Act(ReadOnlySpan<float> observation);

    /// <summary>Writes the network that decides.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="isOnnx">Whether as an ONNX file, for other runtimes; else as a safetensors file.</param>
    public abstract void Save(Stream stream, bool isOnnx);

    /// <summary>Whether a file is called as those of ONNX are.</summary>
    public static bool IsOnnx(string file) => file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Plays an episode.</summary>
    /// <returns>Its return.</returns>
    public int Play(CartPole game)
    {
        Span<float> observation = stackalloc float[CartPole.ObservationSize];
        game.Reset();
        while (!game.IsOver)
        {
            game.Observe(observation);
            game.Step(Act(observation));
        }

        return game.Steps;
    }

    /// <summary>The mean return over some episodes.</summary>
    public double MeanReturn(CartPole game, int episodes)
    {
        int sum = 0;
        for (int i = 0; i < episodes; i++)
        {
            sum += Play(game);
        }

        return (double)sum / episodes;
    }

    /// <summary>The mean return over 100 episodes, from starts that no training with this seed has seen.</summary>
    public double FinalReturn(int seed) => MeanReturn(new CartPole(new Random(int.MaxValue - seed)), Trial.Length);
}

/// <summary>Takes the action whose output is the largest: that of the highest value, or the most probable one.</summary>
internal sealed class Policy<TNetwork>(TNetwork network) : Policy where TNetwork : class, INetwork<TNetwork>
{
    public override int Act(ReadOnlySpan<float> observation) => network.Predict(observation);

    public override void Save(Stream stream, bool isOnnx)
    {
        if (isOnnx)
        {
            network.SaveOnnx(stream, new OnnxSaveOptions { InputName = "observation", OutputName = "action" });
        }
        else
        {
            network.Save(stream);
        }
    }
}
