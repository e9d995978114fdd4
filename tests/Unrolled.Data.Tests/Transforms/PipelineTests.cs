using Unrolled.Tests;

namespace Unrolled.Data.Tests.Transforms;

public sealed class PipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_answers_raw_rows_with_the_same_bits()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), Table.Fitted.WithClasses(Table.Classes));
        string path = Path.Combine(_folder.Path, "a.safetensors");
        pipeline.Save(path);
        Pipeline<Visitors> loaded = Pipeline.Load<Visitors>(path);
        float[] answers = new float[15], again = new float[15];
        pipeline.Predict(Table.Rows, answers);
        loaded.Predict(Table.Rows, again);
        Assert.Equal(answers, again);
        Assert.Equal(0, Allocation.Of(() => loaded.Predict(Table.Rows, again)));
    }
}
