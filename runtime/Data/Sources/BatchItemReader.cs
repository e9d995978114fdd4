namespace Unrolled;

/// <summary>Reads samples that are given in batches.</summary>
internal sealed class BatchItemReader(ISampleSource source, IItems<Dataset> items) : ISampleReader
{
    private Dataset? _batch;
    private long _number = -1;

    // How many samples of the batch are behind.
    private int _done;

    public int Read(SampleRows rows, CancellationToken cancellationToken)
    {
        while (_batch is null || _done == _batch.Count)
        {
            if (!items.MoveNext(cancellationToken))
            {
                return 0;
            }

            _number++;
            _batch = Checked(items.Current);
            _done = 0;
        }

        int count = Math.Min(rows.Count, _batch.Count - _done);
        Copy(_batch, rows, count);
        _done += count;
        return count;
    }

    public void Dispose() => items.Dispose();

    private void Copy(Dataset batch, SampleRows rows, int count)
    {
        for (int row = 0; row < count; row++)
        {
            int from = _done + row;
            if (source.Shape.HasBytes)
            {
                batch.Bytes(from).CopyTo(rows.Bytes.Slice(row * source.Shape.InputSize, source.Shape.InputSize));
            }

            if (source.Shape.HasLabels)
            {
                rows.Labels[row] = batch.Label(from);
            }
            else
            {
                batch.CopyTarget(from, rows.Target(row));
            }

            if (source.Shape.HasWeights)
            {
                rows.Weights[row] = batch.Weight(from);
            }
        }

        if (!source.Shape.HasBytes)
        {
            batch.GatherInputs(_done, count, rows.Inputs[..(count * source.Shape.InputSize)]);
        }
    }

    private Dataset Checked(Dataset? batch)
    {
        SampleShape shape = source.Shape;
        string? found = batch is null ? "is null"
            : batch.InputSize != shape.InputSize || batch.TargetSize != shape.TargetSize || batch.HasLabels != shape.HasLabels
                || (batch.HasWeights && !shape.HasWeights) || (shape.HasBytes && !batch.HasBytes) ? $"has {batch}"
            : null;
        return found is null
            ? batch!
            : throw new InvalidDataException($"{source.Name}: batch {Wording.Number(_number)} {found}, but samples must have {shape}.");
    }
}
