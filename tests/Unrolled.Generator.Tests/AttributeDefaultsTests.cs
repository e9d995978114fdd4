using Unrolled.Generator.Model;

namespace Unrolled.Generator.Tests;

public sealed class AttributeDefaultsTests
{
    /// <summary>An attribute's argument that is left out never reaches the compiler: the generator must know what it would have been.</summary>
    [Fact]
    public void The_generator_assumes_what_the_attribute_says()
    {
        NetworkAttribute attribute = new(1, 1);
        Assert.Equal($"{attribute.Hidden}", $"{AttributeDefaults.Activation}");
        Assert.Equal($"{attribute.Output}", $"{AttributeDefaults.Activation}");
        Assert.Equal($"{attribute.Loss}", $"{AttributeDefaults.Loss}");
        Assert.Equal(Unroll.Auto, attribute.Unroll);
        Assert.Equal((0, false), (attribute.Dropout, attribute.SparseInput));
    }
}
