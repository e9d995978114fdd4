namespace Unrolled;

/// <summary>What a number of a sample is.</summary>
internal enum SampleField
{
    Input,
    Label,
    Target,
    Weight,
}

/// <summary>Something in a sample that training cannot use.</summary>
/// <param name="Row">The number of the sample in its source, from 0.</param>
/// <param name="Field">What it is.</param>
/// <param name="Column">Its place among the inputs or targets of the sample.</param>
/// <param name="Found">What it has.</param>
/// <param name="Needed">What it must be.</param>
/// <param name="Sentence">The same with more about it; may be empty.</param>
internal readonly record struct SampleDefect(long Row, SampleField Field, int Column, string Found, string Needed, string Sentence = "")
{
    /// <summary>What is wrong: "input 2 of row 17".</summary>
    public string What => Field switch
    {
        SampleField.Input => $"input {Wording.Number(Column)} of row {Wording.Number(Row)}",
        SampleField.Target => $"target {Wording.Number(Column)} of row {Wording.Number(Row)}",
        SampleField.Label => $"the label of row {Wording.Number(Row)}",
        _ => $"the weight of row {Wording.Number(Row)}",
    };

    /// <summary>The exception for a source, which may know the byte of a file.</summary>
    public Exception In(ISampleSource source) => source is SampleFile file
        ? file.Defect(this)
        : new InvalidDataException($"{source.Name}: {(Sentence.Length > 0 ? Sentence : $"{What} is {Found}, but {Needed} is needed.")}");
}
