using Unrolled.Build;

namespace Unrolled.Package.Tests.Building;

/// <summary>What the classes of models are called.</summary>
public sealed class ClassNameTests
{
    [Theory]
    [InlineData("models/policy.onnx", "", "Game", "Game.Policy")]
    [InlineData("ball-chase.onnx", "", "Game.Play", "Game.Play.BallChase")]
    [InlineData("DigitNet.v2 (final).safetensors", "", "", "DigitNetV2Final")]
    [InlineData("3d_ball.onnx", "", "Game", "Game._3dBall")]
    [InlineData("größe.onnx", "", "Game", "Game.Größe")]
    [InlineData("--.onnx", "", "Game", "Game.Model")]
    [InlineData("policy.onnx", "Pilot", "Game", "Game.Pilot")]
    [InlineData("policy.onnx", "Other.Pilot", "Game", "Other.Pilot")]
    [InlineData("policy.onnx", "", "my-game.3d.class", "my_game._3d._class.Policy")]
    public void ComeFromTheItem(string file, string @class, string defaultNamespace, string expected)
    {
        string name = ClassName.Of(new ModelItem(file, @class), defaultNamespace);
        Assert.Equal(expected, name);
        Assert.Null(ClassName.Defect(name));
    }

    [Theory]
    [InlineData("Game.my-policy", "'my-policy' is no identifier")]
    [InlineData("Game.1st", "'1st' is no identifier")]
    [InlineData("Game..Policy", "an empty name")]
    [InlineData("Game.Policy<T>", "'Policy<T>' is no identifier")]
    [InlineData("Game.class", "'class' is a keyword")]
    [InlineData("event.Policy", "'event' is a keyword")]
    [InlineData("Game.record", "'record' is a keyword")]
    public void AreNamesInCSharp(string name, string defect) => Assert.Contains(defect, ClassName.Defect(name), StringComparison.Ordinal);
}
