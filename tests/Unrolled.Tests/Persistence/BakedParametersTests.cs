using System.Runtime.InteropServices;
using Unrolled.Internal;
using TinyPasses = Unrolled.Generated.Network2x3x1_Sigmoid_MeanSquaredError;

namespace Unrolled.Tests.Persistence;

public sealed class BakedParametersTests
{
    private static readonly float[] s_counting = Models.Counting(Tiny.ParameterCount);

    [Fact]
    public void The_parameters_are_those_of_the_resource()
    {
        Tiny network = new();
        BakedParameters.Read<TinyPasses>(typeof(Tiny), "Tiny.parameters", Block(network));
        Assert.Equal(s_counting, network.Parameters());
    }

    [Fact]
    public void They_are_read_without_a_copy()
    {
        Tiny network = new();
        long bytes = Allocation.Of(() => BakedParameters.Read<TinyPasses>(typeof(Tiny), "Tiny.parameters", Block(network)));
        long stream = Allocation.Of(() => typeof(Tiny).Assembly.GetManifestResourceStream("Tiny.parameters")!.Dispose());
        Assert.Equal(stream, bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public unsafe void Memory_is_read_wherever_it_lies(int misalignment)
    {
        ReadOnlySpan<byte> resource = MemoryMarshal.AsBytes<float>(s_counting);
        byte* memory = stackalloc byte[misalignment + resource.Length];
        resource.CopyTo(new Span<byte>(memory + misalignment, resource.Length));
        using UnmanagedMemoryStream stream = new(memory + misalignment, resource.Length);
        Tiny network = new();
        BakedParameters.Read<TinyPasses>(stream, Block(network));
        Assert.Equal(s_counting, network.Parameters());
    }

    [Fact]
    public void What_is_not_in_memory_is_little_endian_all_the_same()
    {
        using MemoryStream stream = new([.. s_counting.SelectMany(BitConverter.GetBytes)]);
        Tiny network = new();
        BakedParameters.Read<TinyPasses>(stream, Block(network));
        Assert.Equal(s_counting, network.Parameters());
    }

    [Fact]
    public void A_resource_that_is_missing_is_named()
    {
        InvalidFileException exception = Refused("Missing.parameters");
        Assert.Equal(
            "resource 'Missing.parameters' of the assembly Unrolled.Tests: found no such resource, needed 52 bytes, the parameters of "
            + "Unrolled.Tests.Persistence.Tiny, which the build of the assembly puts there.",
            exception.Message);
    }

    [Fact]
    public void A_resource_of_another_length_is_refused()
    {
        string other = typeof(Tiny).Assembly.GetManifestResourceNames().First(name => name != "Tiny.parameters");
        using Stream stream = typeof(Tiny).Assembly.GetManifestResourceStream(other)!;
        InvalidFileException exception = Refused(other);
        Assert.Equal($"{stream.Length} bytes", exception.Found);
        Assert.StartsWith("52 bytes, ", exception.Needed, StringComparison.Ordinal);
    }

    private static InvalidFileException Refused(string resource)
    {
        Tiny network = new();
        float[] before = network.Parameters();
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => BakedParameters.Read<TinyPasses>(typeof(Tiny), resource, Block(network)));
        Assert.Equal(before, network.Parameters());
        return exception;
    }

    private static AlignedBuffer Block<TNetwork>(TNetwork network) where TNetwork : INetworkStorage => network.Block;
}
