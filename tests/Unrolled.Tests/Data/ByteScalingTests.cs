namespace Unrolled.Tests.Data;

public class ByteScalingTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 70), 784];

    [Fact]
    public void Makes_0_of_0_and_exactly_1_of_255()
    {
        float[] scaled = new float[2];
        ByteScaling.Convert([0, 255], scaled);
        Assert.Equal([0f, 1f], scaled);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gives_the_same_bits_at_every_vector_width(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))];
        float[] scalar = [.. bytes.Select(value => value * (1f / 255))];
        AssertWhole(scalar, Run(bytes, (source, destination) =>
        {
            ByteScaling.Convert(source, destination);
            return source.Length;
        }));
        AssertVectors(scalar, Run(bytes, ByteScaling.Convert512));
        AssertVectors(scalar, Run(bytes, ByteScaling.Convert256));
        AssertVectors(scalar, Run(bytes, ByteScaling.Convert128));
    }

    [Fact]
    public void Converts_each_byte_value_as_the_scalar_product()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        float[] scalar = [.. bytes.Select(value => value * (1f / 255))];
        AssertVectors(scalar, Run(bytes, ByteScaling.Convert512));
        AssertVectors(scalar, Run(bytes, ByteScaling.Convert256));
        AssertVectors(scalar, Run(bytes, ByteScaling.Convert128));
    }

    [Fact]
    public void Refuses_a_destination_that_is_too_short() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ByteScaling.Convert(new byte[32], new float[31]));

    private delegate int Kernel(ReadOnlySpan<byte> source, Span<float> destination);

    /// <summary>Runs a kernel on a destination with a margin, whose numbers must survive.</summary>
    private static (float[] Scaled, int Done) Run(byte[] bytes, Kernel kernel)
    {
        const int Margin = 16;
        float[] destination = new float[bytes.Length + 2 * Margin];
        Array.Fill(destination, -1);
        int done = kernel(bytes, destination.AsSpan(Margin, bytes.Length));
        Assert.All(destination[..Margin], value => Assert.Equal(-1, value));
        Assert.All(destination[(Margin + done)..], value => Assert.Equal(-1, value));
        return (destination[Margin..^Margin], done);
    }

    private static void AssertWhole(float[] expected, (float[] Scaled, int Done) actual)
    {
        Assert.Equal(expected.Length, actual.Done);
        Assert.Equal(Bits(expected), Bits(actual.Scaled));
    }

    private static void AssertVectors(float[] expected, (float[] Scaled, int Done) actual)
    {
        Assert.Equal(expected.Length / 16 * 16, actual.Done);
        Assert.Equal(Bits(expected[..actual.Done]), Bits(actual.Scaled[..actual.Done]));
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
