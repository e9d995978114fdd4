namespace Unrolled.Data.Tests.Transforms;

public sealed class PreprocessingTests
{
    [Fact]
    public void Each_kind_of_feature_makes_the_inputs_that_its_names_say()
    {
        Assert.Equal(Table.InputNames, Table.Fitted.InputNames);
        Assert.Equal(35.5f, Table.Fitted.Features[0].Fill);
        Assert.Equal(1, Table.Fitted.Features[1].Fill);
        Assert.Equal(1, Table.Fitted.Features[2].Fill);

        // Computed apart from the library: the ages with 35.5 in the gap, their mean and deviation.
        double[] ages = [31, 35.5, 54, 18.5, 40];
        double mean = ages.Average();
        double deviation = Math.Sqrt(ages.Select(age => (age - mean) * (age - mean)).Average());
        float[][] expected =
        [
            [Scaled(31), 0, 1, 1, 0, 0],
            [Scaled(35.5), 1, 0, 0, 1, 0],
            [Scaled(54), 0, 1, 0, 1, 0],
            [Scaled(18.5), 0, 1, 0, 0, 1],
            [Scaled(40), 0, 1, 0, 1, 0],
        ];
        float[] inputs = new float[30];
        Table.Fitted.Apply(Table.Rows, inputs);
        Assert.Equal(expected.SelectMany(row => row), inputs);

        float Scaled(double age) => (float)((age - mean) / deviation);
    }
}
