namespace Unrolled;

/// <summary>Places for the tensors of a file that must have certain ones by name and shape, and no others.</summary>
internal static class ExactTensors
{
    /// <param name="header">The header.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="needed">The tensors that there must be.</param>
    /// <param name="what">What these are.</param>
    /// <exception cref="InvalidFileException">One is missing, too many, or of another shape.</exception>
    public static NamedTensor[] Places(SafetensorsHeader header, string file, List<NamedTensor> needed, string what)
    {
        Dictionary<string, NamedTensor> missing = needed.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        List<NamedTensor> places = [];
        foreach (TensorEntry tensor in header.Tensors)
        {
            if (!missing.Remove(tensor.Name, out NamedTensor? place))
            {
                throw new InvalidFileException(file, tensor.Name, "a tensor too many", what);
            }

            if (!tensor.Shape.AsSpan().SequenceEqual(place.Shape))
            {
                throw new InvalidFileException(file, tensor.Name, $"shape {tensor.ShapeText}", $"shape {place.ShapeText}");
            }

            places.Add(place);
        }

        return missing.Count == 0 ? [.. places] : throw new InvalidFileException(file, missing.Keys.First(), "no such tensor", what);
    }
}
