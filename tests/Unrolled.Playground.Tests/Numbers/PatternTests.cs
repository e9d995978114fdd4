using Playground.Boundaries;

namespace Unrolled.Playground.Tests.Numbers;

public sealed class PatternTests
{
    [Theory]
    [InlineData("xor")]
    [InlineData("circles")]
    [InlineData("moons")]
    [InlineData("spirals")]
    [InlineData("gaussians")]
    public void Half_of_the_points_are_of_each_class_and_all_lie_in_the_map(string name)
    {
        Points points = Patterns.Draw(name, 100, 7, noise: 0.05);
        Assert.Equal(50, points.Targets.Sum());
        Assert.All(points.Inputs, value => Assert.InRange(value, -1.05f, 1.05f));
        Assert.Equal(points.Inputs, Patterns.Draw(name, 100, 7, noise: 0.05).Inputs);
        Assert.NotEqual(points.Inputs, Patterns.Draw(name, 100, 8, noise: 0.05).Inputs);
        Assert.NotEqual(points.Inputs, Patterns.Draw(name, 100, 7, noise: 0).Inputs);
    }

    [Fact]
    public void The_classes_of_xor_are_told_by_the_signs()
    {
        Points points = Patterns.Draw("xor", 100, 1, noise: 0);
        for (int i = 0; i < points.Count; i++)
        {
            Assert.Equal(points.Inputs[2 * i] * points.Inputs[(2 * i) + 1] < 0, points.Targets[i] == 1);
        }
    }
}
