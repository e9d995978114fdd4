namespace Unrolled.Build;

/// <summary>What has been read of a file: a model, or what is wrong with it.</summary>
internal sealed record Reading(NetworkModel? Model, Defect? Defect = null, string Message = "");

/// <summary>Reads a model from a file of either format, and says of whatever goes wrong what would help.</summary>
internal static class ModelReader
{
    /// <summary>Reads what is to become a class.</summary>
    public static Reading Read(ModelItem item) =>
        Read(item.File, Path.GetFileName(item.File), item.Output.Length == 0 ? null : item.Output, needsActivations: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it: messages go into descriptions, which are the same wherever the project lies.</param>
    /// <param name="output">The tensor to compute; null for the file's own.</param>
    /// <param name="needsActivations">Whether a file that does not say them is of no use.</param>
    public static Reading Read(string path, string name, string? output, bool needsActivations)
    {
        try
        {
            NetworkModel model = ModelFile.Read(path, name, output);
            return needsActivations && model.Activations.Length == 0
                ? new Reading(
                    null,
                    Defects.NoNetwork,
                    $"{name} says nothing of activations: write [Network({string.Join(", ", model.Layers)}, Weights = \"{name}\")] on a class "
                    + $"and the activations there, or write them into the file's metadata as '{NetworkMetadata.Activations}'")
                : new Reading(model);
        }
        catch (InvalidFileException exception)
        {
            return new Reading(null, Defects.NoNetwork, exception.Message);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Reading(null, Defects.Unreadable, $"{name} is not there: paths start at the project's folder");
        }
        catch (UnauthorizedAccessException)
        {
            return new Reading(null, Defects.Unreadable, $"{name} may not be read: give the user who builds the right to");
        }
        catch (IOException exception)
        {
            return new Reading(null, Defects.Unreadable, $"{name} cannot be read: {exception.Message}");
        }
    }
}
