using System.Runtime.InteropServices;
using Playground.Boundaries;
using Playground.Networks;

namespace Unrolled.Playground.Tests.Numbers;

public sealed class FrameTests
{
    private const int FigureBytes = 32;

    private readonly ILearner _learner = Catalogue.Create("2-4-4-1", Activation.Tanh, Loss.BinaryCrossEntropy, 3);

    [Fact]
    public void A_frame_has_figures_parameters_and_maps()
    {
        Points points = Patterns.Draw("moons", 40, 1, 0);
        Experiment experiment = new(_learner, points, points, new Tuning("adam", 0.01, 20, "none", 0), 1);
        Frame frame = new(experiment);
        experiment.Step();
        byte[] bytes = frame.DrawAll().ToArray();
        int parameterBytes = 4 * _learner.ParameterCount;
        Assert.Equal(FigureBytes + parameterBytes + (Maps.Side * Maps.Side) + (8 * Maps.UnitSide * Maps.UnitSide), bytes.Length);
        float[] figures = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, FigureBytes)).ToArray();
        Score score = experiment.MeasureTraining();
        Assert.Equal([1, 0.5f, (float)score.Loss, (float)score.Loss, (float)score.Accuracy, (float)score.Accuracy, 0, _learner.ParameterCount], figures);
        float[] parameters = new float[_learner.ParameterCount];
        _learner.CopyParameters(parameters);
        Assert.Equal(parameters, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(FigureBytes, parameterBytes)).ToArray());
    }

    [Fact]
    public void Maps_show_what_the_units_say_from_the_upper_left_corner_on()
    {
        Maps maps = new(_learner);
        maps.RefreshAll();
        foreach ((int x, int y) in ((int, int)[])[(0, 0), (47, 0), (5, 40), (24, 24)])
        {
            float[] point = [((2 * x) + 1) / 48f - 1, 1 - (((2 * y) + 1) / 48f)];
            Assert.Equal(Expected(point, layer: 2, unit: 0, isSigmoid: true), maps.Output[(y * Maps.Side) + x]);
        }

        foreach ((int unit, int layer, int x, int y) in ((int, int, int, int)[])[(0, 0, 0, 0), (3, 0, 15, 2), (1, 1, 8, 9), (3, 1, 0, 15)])
        {
            float[] point = [((2 * x) + 1) / 16f - 1, 1 - (((2 * y) + 1) / 16f)];
            int place = ((((4 * layer) + unit) * Maps.UnitSide) + y) * Maps.UnitSide + x;
            Assert.Equal(Expected(point, layer, unit, isSigmoid: false), maps.Units[place]);
        }
    }

    [Fact]
    public void Short_refreshes_come_to_the_same_in_the_end()
    {
        Maps all = new(_learner);
        Maps bit = new(_learner);
        all.RefreshAll();
        for (int i = 0; i < 2 * Maps.Side; i++)
        {
            bit.Refresh(0);
        }

        Assert.Equal(all.Output, bit.Output);
        Assert.Equal(all.Units, bit.Units);
    }

    private byte Expected(float[] point, int layer, int unit, bool isSigmoid)
    {
        float[] values = new float[_learner.Layers[layer + 1]];
        _learner.Activate(point, layer, values);
        double signed = isSigmoid ? (2 * values[unit]) - 1 : values[unit];
        return (byte)((127.5f * (float)signed) + 128);
    }
}
