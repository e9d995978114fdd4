namespace Unrolled.Generator;

/// <summary>The names of the pipeline's stages, as the incremental tests ask for them.</summary>
internal static class TrackingNames
{
    public const string Parse = nameof(Parse);
    public const string Spec = nameof(Spec);
    public const string Models = nameof(Models);
    public const string Shapes = nameof(Shapes);
    public const string Kernels = nameof(Kernels);
    public const string AccumulatorSpec = nameof(AccumulatorSpec);
    public const string AccumulatorShapes = nameof(AccumulatorShapes);
    public const string Diagnostics = nameof(Diagnostics);
}
