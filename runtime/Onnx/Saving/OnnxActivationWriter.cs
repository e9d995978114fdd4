namespace Unrolled;

/// <summary>Writes activations as operators that every runtime has.</summary>
/// <param name="graph">The graph.</param>
/// <param name="opset">The version of the operators.</param>
internal sealed class OnnxActivationWriter(OnnxGraphWriter graph, int opset)
{
    private const int FirstOpsetOfMish = 18;
    private const int FirstOpsetOfGelu = 20;

    /// <summary>Applies an activation.</summary>
    /// <param name="scope">The layer.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="alpha">The number in its formula.</param>
    public void Write(string scope, Activation activation, float alpha)
    {
        switch (activation)
        {
            case Activation.Identity:
                break;
            case Activation.Sigmoid or Activation.Tanh or Activation.Softplus:
                graph.Then(scope, activation.ToString());
                break;
            case Activation.ReLU:
                graph.Then(scope, "Relu");
                break;
            case Activation.LeakyReLU:
                graph.Then(scope, "LeakyRelu", attributes: [OnnxAttributes.Of("alpha", alpha)]);
                break;
            case Activation.ELU:
                graph.Then(scope, "Elu", attributes: [OnnxAttributes.Of("alpha", alpha)]);
                break;
            case Activation.Softmax or Activation.LogSoftmax:
                graph.Then(scope, activation.ToString(), attributes: [OnnxAttributes.Of("axis", -1)]);
                break;
            case Activation.HardSigmoid:
                graph.Then(scope, "HardSigmoid", attributes: [OnnxAttributes.Of("alpha", 1f / 6), OnnxAttributes.Of("beta", 0.5f)]);
                break;
            case Activation.ClippedReLU:
                WriteClip(scope);
                break;
            case Activation.SquaredClippedReLU:
                WriteClip(scope);
                graph.Then(scope, "Mul", [graph.Current]);
                break;
            case Activation.Step:
                WriteStep(scope);
                break;
            case Activation.Sign:
                WriteStep(scope);
                graph.Then(scope, "Mul", [graph.Scalar($"{scope}.two", 2)]).Then(scope, "Sub", [graph.Scalar($"{scope}.one", 1)]);
                break;
            case Activation.SiLU:
                string z = graph.Current;
                graph.Then(scope, "Sigmoid").Then(scope, "Mul", [z]);
                break;
            case Activation.Mish:
                WriteMish(scope);
                break;
            case Activation.GELU:
                WriteGelu(scope);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "A member of Activation is needed.");
        }
    }

    private void WriteClip(string scope) =>
        graph.Then(scope, "Clip", [graph.Scalar($"{scope}.minimum", 0), graph.Scalar($"{scope}.maximum", 1)]);

    private void WriteStep(string scope) => graph
        .Then(scope, "Greater", [graph.Scalar($"{scope}.zero", 0)])
        .Then(scope, "Cast", attributes: [OnnxAttributes.Of("to", (long)OnnxElementType.Float)]);

    private void WriteMish(string scope)
    {
        if (opset >= FirstOpsetOfMish)
        {
            graph.Then(scope, "Mish");
            return;
        }

        string z = graph.Current;
        graph.Then(scope, "Softplus").Then(scope, "Tanh").Then(scope, "Mul", [z]);
    }

    /// <summary>The tanh form: z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))).</summary>
    private void WriteGelu(string scope)
    {
        if (opset >= FirstOpsetOfGelu)
        {
            graph.Then(scope, "Gelu", attributes: [OnnxAttributes.Of("approximate", "tanh")]);
            return;
        }

        string z = graph.Current;
        graph
            .Then(scope, "Mul", [z])
            .Then(scope, "Mul", [z])
            .Then(scope, "Mul", [graph.Scalar($"{scope}.cubic", 0.044715f)])
            .Then(scope, "Add", [z])
            .Then(scope, "Mul", [graph.Scalar($"{scope}.factor", (float)Math.Sqrt(2 / Math.PI))])
            .Then(scope, "Tanh")
            .Then(scope, "Add", [graph.Scalar($"{scope}.one", 1)])
            .Then(scope, "Mul", [z])
            .Then(scope, "Mul", [graph.Scalar($"{scope}.half", 0.5f)]);
    }
}
