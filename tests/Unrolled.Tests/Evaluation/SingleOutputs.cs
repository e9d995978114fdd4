using System.Reflection;

namespace Unrolled.Tests;

/// <summary>A network of one unit for every activation, found by its name, so that a new activation without one is seen.</summary>
internal static class SingleOutputs
{
    private static readonly MethodInfo s_accept =
        typeof(IVisitor).GetMethod(nameof(IVisitor.Visit)) ?? throw new MissingMethodException();

    public interface IVisitor
    {
        void Visit<TNetwork>() where TNetwork : class, INetwork<TNetwork>;
    }

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    public static void Visit(Activation activation, IVisitor visitor)
    {
        string name = $"{typeof(SingleOutputs).Namespace}.Single{activation}";
        Type network = Type.GetType(name) ?? throw new TypeLoadException($"A network {name} with one input and one output is needed.");
        s_accept.MakeGenericMethod(network).Invoke(visitor, BindingFlags.DoNotWrapExceptions, binder: null, [], culture: null);
    }
}

[Network(1, 1, Output = Activation.Identity)]
public sealed partial class SingleIdentity;

[Network(1, 1, Output = Activation.Sigmoid)]
public sealed partial class SingleSigmoid;

[Network(1, 1, Output = Activation.Tanh)]
public sealed partial class SingleTanh;

[Network(1, 1, Output = Activation.ReLU)]
public sealed partial class SingleReLU;

[Network(1, 1, Output = Activation.LeakyReLU)]
public sealed partial class SingleLeakyReLU;

#pragma warning disable UNR019 // its output is always 1, but Predict has a rule for that too
[Network(1, 1, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class SingleSoftmax;
#pragma warning restore UNR019

#pragma warning disable UNR019 // and this one's always 0
[Network(1, 1, Output = Activation.LogSoftmax)]
public sealed partial class SingleLogSoftmax;
#pragma warning restore UNR019

[Network(1, 1, Output = Activation.Step, Loss = Loss.Perceptron)]
public sealed partial class SingleStep;

[Network(1, 1, Output = Activation.Sign, Loss = Loss.Perceptron)]
public sealed partial class SingleSign;

[Network(1, 1, Output = Activation.GELU)]
public sealed partial class SingleGELU;

[Network(1, 1, Output = Activation.SiLU)]
public sealed partial class SingleSiLU;

[Network(1, 1, Output = Activation.ELU)]
public sealed partial class SingleELU;

[Network(1, 1, Output = Activation.Softplus)]
public sealed partial class SingleSoftplus;

[Network(1, 1, Output = Activation.HardSigmoid)]
public sealed partial class SingleHardSigmoid;

[Network(1, 1, Output = Activation.Mish)]
public sealed partial class SingleMish;

[Network(1, 1, Output = Activation.ClippedReLU)]
public sealed partial class SingleClippedReLU;

[Network(1, 1, Output = Activation.SquaredClippedReLU)]
public sealed partial class SingleSquaredClippedReLU;

[Network(1, 2, Output = Activation.Sign, Loss = Loss.Perceptron)]
public sealed partial class TwoSigns;
