using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>What an expression sets in an object of the runtime's options, where the program makes it.</summary>
internal sealed class TrainingSettings
{
    private readonly Dictionary<string, IOperation> _values = new(StringComparer.Ordinal);

    private TrainingSettings()
    {
    }

    /// <summary>The settings of options that <c>new</c> makes and <c>with</c> changes; null where they come from elsewhere.</summary>
    public static TrainingSettings? Of(IOperation options)
    {
        switch (AssignedValue.Behind(options))
        {
            case IObjectCreationOperation { Arguments.IsEmpty: true } creation:
                return new TrainingSettings().Add(creation.Initializer);
            case IWithOperation { Operand: var basis } changed:
                return Of(basis)?.Add(changed.Initializer);
            default:
                return null;
        }
    }

    /// <summary>What a property is set to; null where it keeps its default.</summary>
    public IOperation? this[string property] => _values.TryGetValue(property, out IOperation value) ? value : null;

    private TrainingSettings Add(IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (ISimpleAssignmentOperation assignment in initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
        {
            if (assignment.Target is IPropertyReferenceOperation { Property.Name: var name })
            {
                _values[name] = assignment.Value;
            }
        }

        return this;
    }
}
