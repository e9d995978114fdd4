using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Checks samples that have just been read, before anything is done with them.</summary>
internal static class SampleChecks
{
    /// <summary>Checks that numbers are finite, and labels those of a class.</summary>
    /// <param name="source">Where the samples come from.</param>
    /// <param name="block">The samples.</param>
    /// <exception cref="InvalidDataException">Something in a sample is not so.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static void Check(ISampleSource source, SampleBlock block) => Check(source, block, mayBeNegative: true);

    /// <summary>Checks also that weights and targets are such as the network can learn.</summary>
    /// <param name="source">Where the samples come from.</param>
    /// <param name="block">The samples.</param>
    /// <exception cref="InvalidDataException">Something in a sample is not so.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static void CheckForTraining<TNetwork>(ISampleSource source, SampleBlock block) where TNetwork : class, IInferenceNetwork
    {
        Check(source, block, mayBeNegative: TNetwork.LossType is not null);
        if (!source.Shape.HasLabels && TargetChecks.AreBounded<TNetwork>())
        {
            CheckTargets<TNetwork>(source, block, new SampleRows(block.Arrays, 0, block.Count));
        }
    }

    private static void Check(ISampleSource source, SampleBlock block, bool mayBeNegative)
    {
        SampleRows rows = new(block.Arrays, 0, block.Count);
        CheckWeights(source, block, rows.Weights, mayBeNegative);
        CheckLabels(source, block, rows);
        if (!VectorLoops.IsFinite(rows.Inputs) || !VectorLoops.IsFinite(rows.Targets))
        {
            FindNotFinite(source, block, rows);
        }
    }

    private static bool IsThere(SampleRows rows, int row) => rows.Weights.IsEmpty || rows.Weights[row] != 0;

    private static void CheckWeights(ISampleSource source, SampleBlock block, ReadOnlySpan<float> weights, bool mayBeNegative)
    {
        for (int row = 0; row < weights.Length; row++)
        {
            if (!float.IsFinite(weights[row]) || (weights[row] < 0 && !mayBeNegative))
            {
                string needed = mayBeNegative ? "a finite number" : "a finite number of 0 or more";
                throw new SampleDefect(block.SampleOf(row), SampleField.Weight, 0, Wording.Number(weights[row]), needed).In(source);
            }
        }
    }

    private static void CheckLabels(ISampleSource source, SampleBlock block, SampleRows rows)
    {
        int classes = source.Shape.TargetSize;
        for (int row = 0; row < rows.Labels.Length; row++)
        {
            ref int label = ref rows.Labels[row];
            if ((uint)label < (uint)classes)
            {
                continue;
            }

            if (IsThere(rows, row))
            {
                throw new SampleDefect(
                    block.SampleOf(row), SampleField.Label, 0, Wording.Number(label), $"a class from 0 to {Wording.Number(classes - 1)}").In(source);
            }

            // What a sample of weight 0 holds does not matter, but is looked up.
            label = 0;
        }
    }

    private static void FindNotFinite(ISampleSource source, SampleBlock block, SampleRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (IsThere(rows, row))
            {
                Require(rows.Inputs.IsEmpty ? [] : rows.Input(row), SampleField.Input, row);
                Require(rows.Targets.IsEmpty ? [] : rows.Target(row), SampleField.Target, row);
            }
        }

        void Require(ReadOnlySpan<float> numbers, SampleField field, int row)
        {
            if (Finite.FirstOther(numbers) is var column and >= 0)
            {
                throw new SampleDefect(block.SampleOf(row), field, column, Wording.Number(numbers[column]), "a finite number").In(source);
            }
        }
    }

    private static void CheckTargets<TNetwork>(ISampleSource source, SampleBlock block, SampleRows rows) where TNetwork : class, IInferenceNetwork
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (IsThere(rows, row) && TargetChecks.Defect<TNetwork>(rows.Target(row), row, out int column) is not null)
            {
                long sample = block.SampleOf(row);
                throw new SampleDefect(
                    sample, SampleField.Target, column, Wording.Number(rows.Target(row)[column]), "a target that the network can come to",
                    TargetChecks.Defect<TNetwork>(rows.Target(row), sample, out _)!).In(source);
            }
        }
    }
}
