using System.IO.MemoryMappedFiles;

namespace Unrolled.Benchmarks.Sources;

/// <summary>Inputs and targets in two files that are mapped into memory: what <see cref="SampleFile"/> does not do, to compare it with.</summary>
internal sealed unsafe class MappedRows(string inputs, string targets, SampleShape shape, long count) : ISampleSource
{
    public string Name => "mapped";

    public SampleShape Shape => shape;

    public long? Count => count;

    public bool CanRepeat => true;

    public bool CanSeek => true;

    public ISampleReader Open() => new Reader(new View(inputs), new View(targets), shape, count);

    private sealed class View : IDisposable
    {
        private readonly MemoryMappedFile _file;
        private readonly MemoryMappedViewAccessor _view;
        private readonly byte* _start;

        public View(string path)
        {
            _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        }

        public ReadOnlySpan<float> Floats(long first, int length) => new((float*)_start + first, length);

        public void Dispose()
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }

    private sealed class Reader(View inputs, View targets, SampleShape shape, long count) : ISampleReader
    {
        private long _next;

        public int Read(SampleRows rows, CancellationToken cancellationToken)
        {
            int read = (int)Math.Min(rows.Count, count - _next);
            inputs.Floats(_next * shape.InputSize, read * shape.InputSize).CopyTo(rows.Inputs);
            targets.Floats(_next * shape.TargetSize, read * shape.TargetSize).CopyTo(rows.Targets);
            _next += read;
            return read;
        }

        public void Seek(long sample) => _next = sample;

        public void Dispose()
        {
            inputs.Dispose();
            targets.Dispose();
        }
    }
}
