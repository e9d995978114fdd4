using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>A call of a method or constructor of the runtime, or of one that the generator wrote into a network.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Method">How the runtime declares what is called.</param>
/// <param name="Target">What is called.</param>
/// <param name="Instance">The object that it is called on, if any.</param>
/// <param name="Arguments">All arguments, in the order of the call.</param>
internal sealed record RuntimeCall(
    IOperation Operation, IMethodSymbol Method, IMethodSymbol Target, IOperation? Instance, ImmutableArray<IArgumentOperation> Arguments)
{
    private const string Inference = "IInferenceNetwork";
    private const string Training = "ITrainableNetwork";

    /// <summary>The call that an operation is; null where it is none.</summary>
    public static RuntimeCall? Of(IOperation? operation, UnrolledTypes types) => operation switch
    {
        IInvocationOperation call when types.DeclarationOf(call.TargetMethod) is { } method =>
            new(call, method, call.TargetMethod, call.Instance, call.Arguments),
        IObjectCreationOperation { Constructor: { } constructor } creation when types.DeclarationOf(constructor) is { } method =>
            new(creation, method, constructor, Instance: null, creation.Arguments),
        _ => null,
    };

    /// <summary>All calls in a part of the program.</summary>
    public static IEnumerable<RuntimeCall> In(IOperation part, UnrolledTypes types) =>
        part.DescendantsAndSelf().Select(operation => Of(operation, types)).OfType<RuntimeCall>();

    /// <summary>What is called, as a message names it.</summary>
    public string Name => Method.MethodKind == MethodKind.Constructor ? Method.ContainingType.Name : Method.Name;

    /// <summary>The name by which the runtime knows the parameter of an argument.</summary>
    public string ParameterOf(IArgumentOperation argument) =>
        argument.Parameter is { } parameter && parameter.Ordinal < Method.Parameters.Length
            ? Method.Parameters[parameter.Ordinal].Name
            : "";

    /// <summary>The argument that is written for a parameter of the runtime's declaration.</summary>
    public IArgumentOperation? Argument(string name) =>
        Arguments.FirstOrDefault(a => a.ArgumentKind == ArgumentKind.Explicit
            && string.Equals(ParameterOf(a), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole number that is written for a parameter, if it is a constant.</summary>
    public int? Constant(string name) => Argument(name)?.Value.ConstantValue is { HasValue: true, Value: int value } ? value : null;

    /// <summary>The dataset that a call divides into folds.</summary>
    public IArgumentOperation? FoldedData => Method.ContainingType.Name == "KFold" ? Argument("data") : null;

    /// <summary>The network that a call works on; null for a call that works on none.</summary>
    public IOperation? Network => Method switch
    {
        { MethodKind: MethodKind.Constructor } => Argument("network")?.Value,
        { IsStatic: true } => Argument("network")?.Value,
        { ContainingType.Name: Inference or Training } => Instance,
        { ContainingType.Name: "TrainingSession" or "ParallelTrainer" } => NetworkOf(Instance),
        _ => Argument("network")?.Value,
    };

    /// <summary>The type of the network that a call works on, where it is known.</summary>
    public ITypeSymbol? NetworkType => Method switch
    {
        { ContainingType.Name: Inference or Training } => Target.ContainingType,
        { IsGenericMethod: true, TypeParameters: [{ Name: "TNetwork" }, ..] } => Target.TypeArguments[0],
        { ContainingType: { IsGenericType: true, TypeParameters: [{ Name: "TNetwork" }] } } => Target.ContainingType.TypeArguments[0],
        _ => null,
    };

    /// <summary>Whether a call is by a loss of the user's own, in place of the one that the network was declared with.</summary>
    public bool HasOwnLoss => Method.TypeParameters.Any(parameter => parameter.Name == "TLoss");

    /// <summary>Whether a call changes the network.</summary>
    public bool Changes => Network is not null && Method is
    {
        MethodKind: not MethodKind.Constructor,
        Name: "Train" or "Epochs" or "SetParameters" or "Load" or "LoadAsync" or "RunEpoch" or "RunBatch" or "Restore",
    };

    /// <summary>Whether a call gives the network other parameters, whatever it had before.</summary>
    public bool Replaces => Changes && Method.Name is "SetParameters" or "Load" or "LoadAsync";

    /// <summary>Whether a call goes on, and changes the network, when it has returned.</summary>
    public bool GoesOnInBackground => Method.Name == "LoadAsync";

    /// <summary>The network that a session or trainer was made for.</summary>
    private static IOperation? NetworkOf(IOperation? trainer) =>
        trainer is not null && AssignedValue.Behind(trainer) is IObjectCreationOperation { Arguments: [var network, ..] }
            ? network.Value
            : null;
}
