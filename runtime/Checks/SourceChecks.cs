namespace Unrolled;

/// <summary>Checks, before anything is read, that a network can be trained on a source of samples.</summary>
internal static class SourceChecks
{
    /// <exception cref="ArgumentException">The source does not fit the network or the options.</exception>
    public static void Check<TNetwork>(ISampleSource source, TrainingOptions options, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        CheckShape<TNetwork>(source, parameterName);
        if (options.Shards > 1 || options.Group is not null)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.Shards)} and {nameof(TrainingOptions.Group)} share the rows of a {nameof(Dataset)}, which are all at hand; "
                + "a source of samples is learnt by one process.",
                nameof(options));
        }

        if (SourcePlan.EpochSamples(source, options) is not { } samples)
        {
            string count = source.Count is { } known ? $"has {Wording.Exact(known, "sample")}, more than an epoch can have" : "does not know how many samples it has";
            throw new ArgumentException(
                $"{source.Name} {count}: {nameof(TrainingOptions)}.{nameof(TrainingOptions.EpochSamples)} must say how many make an epoch"
                + (source.Count is null && source.CanRepeat ? $"; {nameof(SampleSource.CountSamples)} counts them." : "."),
                nameof(options));
        }

        if (!source.CanRepeat && source.Count is { } all && (long)samples * options.Epochs > all)
        {
            throw new ArgumentException(
                $"{source.Name} has {Wording.Exact(all, "sample")} and cannot be repeated, but {Wording.Exact(options.Epochs, "epoch")} of "
                + $"{Wording.Number(samples)} take {Wording.Number((long)samples * options.Epochs)}.",
                nameof(options));
        }
    }

    /// <exception cref="ArgumentException">The samples are not what the network takes, or there are none.</exception>
    public static void CheckShape<TNetwork>(ISampleSource source, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(source, parameterName);
        if (source.Count == 0)
        {
            throw new ArgumentException($"{source.Name} has no samples, but at least 1 is needed.", parameterName);
        }

        Dataset one = new SampleArrays(source.Shape, 1).ToDataset();
        DatasetChecks.CheckClasses<TNetwork>(one, parameterName);
        if (source.Shape.HasLabels)
        {
            TargetChecks.Check<TNetwork>(OutputTargets.Of<TNetwork>(one), parameterName);
        }
    }
}
