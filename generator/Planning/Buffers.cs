using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>Which passes use a buffer: one of these, and those after it.</summary>
internal enum BufferUse
{
    /// <summary>The caller's.</summary>
    External,

    /// <summary>Scratch of every pass.</summary>
    Inference,

    /// <summary>Scratch where a loss is wanted, with or without gradients.</summary>
    Loss,

    /// <summary>Scratch where gradients are wanted.</summary>
    Training,

    /// <summary>Scratch where the gradients of the inputs are wanted too.</summary>
    InputGradient,

    /// <summary>What each thread needs for itself where several share the samples of a training pass.</summary>
    Own,
}

/// <summary>A named block of numbers that operations read and write. Sizes are in elements.</summary>
/// <param name="Name">The variable in the generated code.</param>
/// <param name="Element">What the numbers are.</param>
/// <param name="PerSample">The distance between two samples' numbers, padding included; 0 where there are none.</param>
/// <param name="Use">Who owns it, and how long it lives.</param>
/// <param name="PerList">For lists of inputs, of which a few samples have one: the size of a list; else 0.</param>
/// <param name="Fixed">What a thread's own takes, whatever the number of samples.</param>
internal sealed record Buffer(string Name, ElementType Element, int PerSample, BufferUse Use, int PerList = 0, int Fixed = 0);

/// <summary>All scratch, in the order in which it lies: what inference needs comes first, then what a loss does, so that each is a beginning.</summary>
internal sealed record ScratchPlan(IReadOnlyList<Buffer> Buffers)
{
    /// <summary>The smallest tiles that share a list divide by so many samples, and a few more lists follow the largest ones.</summary>
    public const int SamplesPerList = 5;
    public const int FurtherLists = 4;

    public IEnumerable<Buffer> Of(BufferUse use) => Buffers.Where(b => b.Use <= use);

    public int PerSample(BufferUse use) => Of(use).Sum(b => b.PerSample);

    public int PerList => Buffers.Sum(b => b.PerList);

    public int Own => Buffers.Sum(b => b.Fixed);

    /// <summary>How many floats of each sample come before a buffer.</summary>
    public int Before(Buffer buffer) => Buffers.TakeWhile(b => b != buffer).Sum(b => b.PerSample);

    /// <summary>How many samples fit into so many floats, in training.</summary>
    public int Fits(int floats) =>
        (floats - Own - ((FurtherLists + 1) * PerList)) / (PerSample(BufferUse.InputGradient) + (PerList / SamplesPerList) + 1);
}
