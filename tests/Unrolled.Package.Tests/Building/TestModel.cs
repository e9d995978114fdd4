using System.Text;

namespace Unrolled.Package.Tests.Building;

/// <summary>A model for tests to build: 2-3-1, with parameters that are whole numbers, one greater than the other.</summary>
internal static class TestModel
{
    /// <param name="path">The safetensors file.</param>
    /// <param name="first">The first parameter.</param>
    /// <param name="activations">What it says of activations; nothing where empty.</param>
    public static void Write(string path, int first = 0, string activations = "ReLU, Sigmoid")
    {
        (string Name, string Shape, int Length)[] tensors =
            [("layers.0.weight", "[3,2]", 6), ("layers.0.bias", "[3]", 3), ("layers.1.weight", "[1,3]", 3), ("layers.1.bias", "[1]", 1)];
        StringBuilder header = new("{");
        if (activations.Length > 0)
        {
            header.Append($"\"__metadata__\":{{\"unrolled.activations\":\"{activations}\"}},");
        }

        int end = 0;
        header.AppendJoin(',', tensors.Select(tensor =>
            $"\"{tensor.Name}\":{{\"dtype\":\"F32\",\"shape\":{tensor.Shape},\"data_offsets\":[{4 * end},{4 * (end += tensor.Length)}]}}"));
        byte[] json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        File.WriteAllBytes(
            path,
            [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. Enumerable.Range(first, end).SelectMany(i => BitConverter.GetBytes((float)i))]);
    }

    /// <summary>What it comes to with ReLU and Identity, so that every number stays whole.</summary>
    public static int Output(int first, int x, int y)
    {
        int output = first + 12;
        for (int unit = 0; unit < 3; unit++)
        {
            output += (first + 9 + unit) * Math.Max(0, ((first + (2 * unit)) * x) + ((first + (2 * unit) + 1) * y) + first + 6 + unit);
        }

        return output;
    }
}
