using BoardGameSample.Search;
using Unrolled;

namespace BoardGameSample.Learning;

/// <summary>Learns from games against itself: generation after generation plays with the network as it is, then improves it.</summary>
internal sealed class Learner(LearningSettings settings, CancellationToken cancellationToken)
{
    private readonly Random _random = new(settings.Seed);
    private readonly MiniBatch _batch = new(settings.BatchSize);
    private readonly Queue<List<Sample>> _played = new();
    private readonly AccumulatorTrainer<BoardNetwork> _trainer =
        new(settings.Seed, new AccumulatorTrainingOptions { EvaluationShare = settings.EvaluationShare });

    /// <summary>Plays and learns, a generation for each that is asked for.</summary>
    /// <exception cref="OperationCanceledException">No further game is wanted.</exception>
    public IEnumerable<Generation> Learn()
    {
        for (int i = 0; i < settings.Generations; i++)
        {
            List<Sample> samples = Play();
            _played.Enqueue(samples);
            if (_played.Count > settings.Kept)
            {
                _played.Dequeue();
            }

            double loss = Improve(settings.LearningRate(i));
            yield return new Generation(i + 1, samples.Count, loss, _trainer.ToNetwork());
        }
    }

    private List<Sample> Play()
    {
        var samples = new List<Sample>();
        var player = new AlphaBeta<IncrementalEvaluator>(new IncrementalEvaluator(_trainer.ToNetwork()), settings.Depth);
        for (int game = 0; game < settings.Games; game++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SelfPlay.Play(player, _random, samples);
        }

        return samples;
    }

    /// <summary>Learns from all positions there are, several times, each as it is or in a mirror.</summary>
    /// <returns>The mean loss of the last time.</returns>
    private double Improve(float learningRate)
    {
        Sample[] samples = [.. _played.SelectMany(generation => generation)];
        double loss = 0;
        for (int epoch = 0; epoch < settings.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _random.Shuffle(samples);
            loss = samples.Chunk(settings.BatchSize).Sum(batch => batch.Length * Step(batch, learningRate)) / samples.Length;
        }

        return loss;
    }

    private double Step(Sample[] samples, float learningRate)
    {
        _batch.Clear();
        foreach (Sample sample in samples)
        {
            _batch.Add(_random.Next(2) == 0 ? sample : sample with { Position = sample.Position.Mirror() });
        }

        return _batch.Train(_trainer, learningRate);
    }
}
