using Unrolled;

namespace TablesSample;

/// <summary>A network with its preprocessing, of whatever topology.</summary>
internal abstract class TrainedModel
{
    public abstract Preprocessing Preprocessing { get; }

    public abstract string Topology { get; }

    public abstract int ParameterCount { get; }

    /// <summary>A report for every epoch; none where it was loaded.</summary>
    public abstract IReadOnlyList<EpochReport> Epochs { get; }

    /// <summary>What the values of an answer are called.</summary>
    public abstract IReadOnlyList<string> AnswerNames { get; }

    public abstract void Save(string path);

    /// <summary>Answers a row of raw values.</summary>
    public abstract Answer Predict(ReadOnlySpan<float> row);

    /// <summary>Judges it by samples that its preprocessing has made.</summary>
    public abstract TestResult Test(Dataset samples);
}

/// <inheritdoc/>
internal sealed class TrainedModel<TNetwork>(Pipeline<TNetwork> pipeline, IReadOnlyList<EpochReport> epochs) : TrainedModel
    where TNetwork : class, INetwork<TNetwork>
{
    public override Preprocessing Preprocessing => pipeline.Preprocessing;

    public override string Topology => new Topology<TNetwork>().Name;

    public override int ParameterCount => TNetwork.ParameterCount;

    public override IReadOnlyList<EpochReport> Epochs => epochs;

    public override IReadOnlyList<string> AnswerNames => pipeline.AnswerNames;

    public override void Save(string path) => pipeline.Save(path);

    public override Answer Predict(ReadOnlySpan<float> row) => pipeline.Predict(row);

    public override TestResult Test(Dataset samples) => Preprocessing.TargetScaling is { } scaling
        ? new NumberResult(
            Evaluator.Regression(pipeline.Network, samples, scaling).WithTargetNames(Preprocessing.TargetNames), Points(samples, scaling))
        : new ClassResult(
            Evaluator.Confusion(pipeline.Network, samples).WithClassNames(Preprocessing.ClassNames),
            Evaluator.RocAuc(pipeline.Network, samples),
            Evaluator.Calibration(pipeline.Network, samples));

    private (double, double)[] Points(Dataset samples, TargetScaling scaling)
    {
        float[] inputs = new float[samples.Count * TNetwork.InputSize];
        float[] targets = new float[samples.Count];
        float[] outputs = new float[samples.Count];
        samples.Gather(0, samples.Count, inputs, targets);
        pipeline.Network.ForwardBatch(inputs, outputs);
        scaling.Invert(targets);
        scaling.Invert(outputs);
        return [.. targets.Zip(outputs, (target, output) => ((double)target, (double)output))];
    }
}
