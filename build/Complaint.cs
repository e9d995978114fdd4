namespace Unrolled.Build;

/// <summary>What is wrong with a model, as MSBuild reads it: an error at a file.</summary>
/// <param name="Defect">Its kind.</param>
/// <param name="File">The model.</param>
/// <param name="Message">What was found, and what would help.</param>
internal sealed record Complaint(Defect Defect, string File, string Message)
{
    public static Complaint Of(Defect defect, string file, string message) => new(defect, file, message);

    /// <summary>MSBuild's form of an error in one line.</summary>
    public override string ToString() => $"{File} : error {Defect.Id}: {Message.ReplaceLineEndings(" ")}";
}
