using System.ComponentModel;

namespace Unrolled.Internal;

/// <summary>Parameters that the build has put into an assembly: a resource of 32-bit floats, little-endian, in canonical order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BakedParameters
{
    /// <summary>Fills a block from a resource. Nothing is parsed, and what the assembly has in memory is read where it lies.</summary>
    /// <typeparam name="TPasses">The passes of the network.</typeparam>
    /// <param name="owner">A type of the assembly that has the resource: the network class.</param>
    /// <param name="resource">The name of the resource.</param>
    /// <param name="block">The network's block, which is as it was if there is an exception.</param>
    /// <exception cref="InvalidFileException">The assembly has no such resource, or one of another length.</exception>
    public static void Read<TPasses>(Type owner, string resource, AlignedBuffer block) where TPasses : struct, INetworkPasses
    {
        using Stream? stream = owner.Assembly.GetManifestResourceStream(resource);
        long needed = (long)TPasses.ParameterCount * sizeof(float);
        if (stream?.Length != needed)
        {
            throw Misfit(owner, resource, stream, needed);
        }

        Read<TPasses>(stream, block);
    }

    /// <summary>Fills a block from a stream of the right length.</summary>
    internal static unsafe void Read<TPasses>(Stream stream, AlignedBuffer block) where TPasses : struct, INetworkPasses
    {
        if (stream is UnmanagedMemoryStream memory && BitConverter.IsLittleEndian)
        {
            TPasses.FromCanonical(new ReadOnlySpan<float>(memory.PositionPointer, TPasses.ParameterCount), ref block.Start);
            return;
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        float[] parameters = new float[TPasses.ParameterCount];
        TensorType.F32.Decode(bytes, parameters);
        TPasses.FromCanonical(parameters, ref block.Start);
    }

    private static InvalidFileException Misfit(Type owner, string resource, Stream? stream, long needed) => new(
        $"resource {Printable.Quote(resource)} of the assembly {owner.Assembly.GetName().Name}",
        null,
        stream is null ? "no such resource" : Wording.Exact(stream.Length, "byte"),
        $"{Wording.Exact(needed, "byte")}, the parameters of {owner.FullName}, which the build of the assembly puts there");
}
