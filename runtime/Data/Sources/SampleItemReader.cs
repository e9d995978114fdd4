namespace Unrolled;

/// <summary>Reads samples that are given one by one.</summary>
internal sealed class SampleItemReader(ISampleSource source, IItems<Sample> items) : ISampleReader
{
    private long _row;

    public int Read(SampleRows rows, CancellationToken cancellationToken)
    {
        int count = 0;
        for (; count < rows.Count && items.MoveNext(cancellationToken); count++, _row++)
        {
            Copy(items.Current, rows, count);
        }

        return count;
    }

    public void Dispose() => items.Dispose();

    private void Copy(Sample sample, SampleRows rows, int row)
    {
        SampleShape shape = source.Shape;
        Require(sample.Input.Length == shape.InputSize, sample.Input.Length, "input", shape.InputSize);
        sample.Input.Span.CopyTo(rows.Input(row));
        if (shape.HasLabels)
        {
            rows.Labels[row] = sample.Label ?? throw Defect("has targets, but a label is needed");
        }
        else
        {
            Require(sample.Target.Length == shape.TargetSize, sample.Target.Length, "target", shape.TargetSize);
            sample.Target.Span.CopyTo(rows.Target(row));
        }

        if (shape.HasWeights)
        {
            rows.Weights[row] = sample.Weight;
        }
        else if (sample.Weight != 1)
        {
            throw Defect($"has the weight {Wording.Number(sample.Weight)}, but the shape of the source has no weights");
        }
    }

    private void Require(bool isRight, int found, string noun, int needed)
    {
        if (!isRight)
        {
            throw Defect($"has {Wording.Exact(found, noun)}, but {Wording.Number(needed)} {Wording.Are(needed)} needed");
        }
    }

    private InvalidDataException Defect(string what) => new($"{source.Name}: row {Wording.Number(_row)} {what}.");
}
