using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Playground.Boundaries;

/// <summary>A picture of an experiment as bytes: figures, parameters, the output's map, the hidden units' maps.</summary>
internal sealed class Frame
{
    private const int FigureCount = 8;

    // Figures take a pass over all points, and nobody reads them sixty times a second.
    private const double FigureAge = 100;

    private readonly Experiment _experiment;
    private readonly Maps _maps;
    private readonly byte[] _bytes;
    private Score _training;
    private Score _test;
    private long _measured;

    public Frame(Experiment experiment)
    {
        _experiment = experiment;
        _maps = new Maps(experiment.Learner);
        _bytes = new byte[(sizeof(float) * (FigureCount + experiment.Learner.ParameterCount)) + _maps.Output.Length + _maps.Units.Length];
    }

    /// <summary>Refreshes all that there is.</summary>
    public Span<byte> DrawAll()
    {
        _maps.RefreshAll();
        Measure();
        return Write();
    }

    /// <summary>Refreshes the parameters, as much of the maps as there is time for, and figures that are too old to be looked at.</summary>
    public Span<byte> Draw(double milliseconds)
    {
        _maps.Refresh(milliseconds);
        if (Stopwatch.GetElapsedTime(_measured).TotalMilliseconds > FigureAge)
        {
            Measure();
        }

        return Write();
    }

    private void Measure()
    {
        _training = _experiment.MeasureTraining();
        _test = _experiment.MeasureTest();
        _measured = Stopwatch.GetTimestamp();
    }

    private Span<byte> Write()
    {
        Span<float> numbers = MemoryMarshal.Cast<byte, float>(_bytes.AsSpan(0, sizeof(float) * (FigureCount + _experiment.Learner.ParameterCount)));
        numbers[0] = _experiment.Steps;
        numbers[1] = (float)_experiment.Epochs;
        numbers[2] = (float)_training.Loss;
        numbers[3] = (float)_test.Loss;
        numbers[4] = (float)_training.Accuracy;
        numbers[5] = (float)_test.Accuracy;
        numbers[6] = _experiment.HasDiverged ? 1 : 0;
        numbers[7] = _experiment.Learner.ParameterCount;
        _experiment.Learner.CopyParameters(numbers[FigureCount..]);
        _maps.Output.CopyTo(_bytes, sizeof(float) * numbers.Length);
        _maps.Units.CopyTo(_bytes, (sizeof(float) * numbers.Length) + _maps.Output.Length);
        return _bytes;
    }
}
