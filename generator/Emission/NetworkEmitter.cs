using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>One file to add to the compilation.</summary>
internal sealed record GeneratedFile(string HintName, string Text);

/// <summary>Writes the part of the user's class: its public surface, and the parameters.</summary>
internal static class NetworkEmitter
{
    /// <summary>The members of the class, each from a writer of its own; a new one is a new file and a line here.</summary>
    private static readonly Action<CodeWriter, TypeSpec, NetworkPlan>[] Members =
    [
        TopologyEmitter.Emit,
        ConstructorEmitter.Emit,
        InferenceEmitter.Emit,
        TrainingEmitter.Emit,
        BackwardEmitter.Emit,
        ParameterEmitter.Emit,
        InterfaceEmitter.Emit,
    ];

    public static GeneratedFile Emit(TypeSpec type, NetworkPlan plan) => ClassFile.Write(
        type,
        $"global::Unrolled.INetwork<{type.SelfReference}>",
        writer =>
        {
            TopologyEmitter.EmitClassDoc(writer, type, plan);
            Names.MarkNotCompliant(writer, type, ClsMark.Class);
            TopologyEmitter.EmitAttribute(writer, type, plan);
        },
        type.IsQuantized ? [.. Members, Int8Emitter.Emit] : Members,
        plan);
}
