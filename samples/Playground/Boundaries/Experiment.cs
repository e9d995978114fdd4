using System.Diagnostics;
using Unrolled;

namespace Playground.Boundaries;

/// <summary>A network that learns to tell two classes of points apart, step by step.</summary>
internal sealed class Experiment
{
    private readonly Points _training;
    private readonly Points _test;
    private readonly Random _random;
    private readonly int[] _order;
    private Tuning _tuning;
    private float[] _inputs = [];
    private float[] _targets = [];
    private int _next;

    /// <param name="learner">The network.</param>
    /// <param name="training">The points to learn, at least one.</param>
    /// <param name="test">Points to be measured by, at least one.</param>
    /// <param name="tuning">How to learn.</param>
    /// <param name="seed">Decides the order of the points.</param>
    public Experiment(ILearner learner, Points training, Points test, Tuning tuning, int seed)
    {
        Learner = learner;
        _training = training;
        _test = test;
        _random = new Random(seed);
        _order = [.. Enumerable.Range(0, training.Count)];
        _next = training.Count;
        _tuning = tuning;
        Tune(tuning);
    }

    public ILearner Learner { get; }

    /// <summary>How many mini-batches were learnt.</summary>
    public long Steps { get; private set; }

    /// <summary>How often all points were learnt.</summary>
    public double Epochs { get; private set; }

    /// <summary>Whether a step led to numbers that are not finite. There are no more steps then.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Goes on with other settings. The optimizer begins without a memory, unless the rate alone is another.</summary>
    public void Tune(Tuning tuning)
    {
        if (Steps == 0 || tuning with { LearningRate = _tuning.LearningRate, BatchSize = _tuning.BatchSize } != _tuning)
        {
            Learner.Use(tuning.Optimizer, new StepOptions { Regularization = tuning.Regularization, SampleCount = _training.Count });
        }

        _tuning = tuning;
        int size = Math.Min(tuning.BatchSize, _training.Count);
        _inputs = new float[2 * size];
        _targets = new float[size];
    }

    /// <summary>Learns one mini-batch.</summary>
    public void Step()
    {
        if (HasDiverged)
        {
            return;
        }

        if (_next == _order.Length)
        {
            _random.Shuffle(_order);
            _next = 0;
        }

        int count = Math.Min(_targets.Length, _order.Length - _next);
        for (int i = 0; i < count; i++)
        {
            int point = _order[_next++];
            _training.Inputs.AsSpan(2 * point, 2).CopyTo(_inputs.AsSpan(2 * i));
            _targets[i] = _training.Targets[point];
        }

        try
        {
            Learner.Step(_inputs.AsSpan(0, 2 * count), _targets.AsSpan(0, count), (float)_tuning.LearningRate);
            Steps++;
            Epochs += (double)count / _order.Length;
        }
        catch (ArgumentException)
        {
            // The gradient is not finite: nothing has changed.
            HasDiverged = true;
        }
    }

    /// <summary>Learns mini-batches until the time is over, at least one.</summary>
    /// <param name="milliseconds">The time.</param>
    /// <param name="mostSteps">How many it learns at most; 0 for any number.</param>
    public void Run(double milliseconds, int mostSteps)
    {
        long started = Stopwatch.GetTimestamp();
        long last = mostSteps == 0 ? long.MaxValue : Steps + mostSteps;
        do
        {
            Step();
        }
        while (Steps < last && !HasDiverged && Stopwatch.GetElapsedTime(started).TotalMilliseconds < milliseconds);
    }

    /// <summary>How well the training points are known.</summary>
    public Score MeasureTraining() => Score.Of(Learner, _training);

    /// <summary>How well points are known that were not learnt.</summary>
    public Score MeasureTest() => Score.Of(Learner, _test);
}
