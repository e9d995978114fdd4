using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>
/// The sizes of networks, for attributes that are made of them. A generator sees the program without what it is about to add, where
/// <c>Encoder.OutputSize</c> means nothing: here the program gets these constants beforehand, and the compiler evaluates the rest.
/// </summary>
internal static class GeneratedConstants
{
    public const string InputSize = nameof(InputSize);
    public const string OutputSize = nameof(OutputSize);
    public const string ParameterCount = nameof(ParameterCount);

    private static readonly ConditionalWeakTable<Compilation, Compilation> s_completed = new();

    /// <summary>Whether a name is that of a constant which a network gets.</summary>
    public static bool IsName(string name) => name is InputSize or OutputSize or ParameterCount;

    /// <summary>
    /// Whether an attribute names such a constant, itself or by way of others. It may have a value even so, of another constant that the
    /// generated one will hide.
    /// </summary>
    public static bool AreNamedIn(AttributeSyntax attribute, Compilation compilation, CancellationToken cancellation)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var left = new Stack<SyntaxNode>();
        left.Push(attribute);
        while (left.Count > 0)
        {
            SyntaxNode node = left.Pop();
            SemanticModel model = compilation.GetSemanticModel(node.SyntaxTree);
            foreach (SimpleNameSyntax name in node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
            {
                if (IsName(name.Identifier.ValueText))
                {
                    return true;
                }

                if (model.GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol { IsConst: true } field && seen.Add(field))
                {
                    foreach (ExpressionSyntax initializer in InitializersOf(field, cancellation))
                    {
                        left.Push(initializer);
                    }
                }
            }
        }

        return false;
    }

    /// <summary>What a constant of the source is declared with; nothing for one of another assembly.</summary>
    public static IEnumerable<ExpressionSyntax> InitializersOf(IFieldSymbol constant, CancellationToken cancellation) =>
        constant.DeclaringSyntaxReferences.SelectMany(r => ValuesOf(r.GetSyntax(cancellation)));

    private static ExpressionSyntax[] ValuesOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => [value],
        EnumMemberDeclarationSyntax { EqualsValue.Value: var value } => [value],

        // Counted up from a member before it.
        EnumMemberDeclarationSyntax { Parent: EnumDeclarationSyntax all } =>
            [.. all.Members.Select(m => m.EqualsValue?.Value).OfType<ExpressionSyntax>()],
        _ => [],
    };

    /// <summary>The compilation with the sizes of all networks whose attributes can be evaluated; made once, if it is asked for.</summary>
    public static Compilation AddTo(Compilation compilation, CancellationToken cancellation) =>
        s_completed.GetValue(compilation, key => Complete(key, cancellation));

    /// <summary>The expressions that a constant is made of; empty where the attribute does not say.</summary>
    public static ExpressionSyntax[] SourcesOf(string name, AttributeSyntax attribute) => (name, attribute.Layers()) switch
    {
        (InputSize, [var first, _, ..]) => [first],
        (OutputSize, [_, .., var last]) => [last],
        (ParameterCount, [_, _, ..] layers) => layers,
        _ => [],
    };

    /// <summary>Adds what is known until nothing more becomes known by that: a network may be made of one made of a third.</summary>
    private static Compilation Complete(Compilation compilation, CancellationToken cancellation)
    {
        (INamedTypeSymbol Type, AttributeSyntax Attribute)[] networks = [.. Networks(compilation, cancellation)];
        Compilation completed = compilation;
        string known = "";
        for (int round = 0; round <= 3 * networks.Length; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            string found = string.Concat(networks.Select(n => Declare(n.Type, n.Attribute, completed, cancellation)));
            if (found == known)
            {
                break;
            }

            known = found;
            var options = (CSharpParseOptions)networks[0].Attribute.SyntaxTree.Options;
            completed = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(known, options, cancellationToken: cancellation));
        }

        return completed;
    }

    private static IEnumerable<(INamedTypeSymbol Type, AttributeSyntax Attribute)> Networks(
        Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            IEnumerable<TypeDeclarationSyntax> types = tree.GetRoot(cancellation)
                .DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .OfType<TypeDeclarationSyntax>().Where(t => t.AttributeLists.Count > 0);
            foreach (TypeDeclarationSyntax declaration in types)
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetDeclaredSymbol(declaration, cancellation) is { TypeKind: TypeKind.Class } type
                    && !TypePlace.SelfAndContaining(type).Any(t => t.IsFileLocal)
                    && NetworkParser.AttributeOf(type)?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax attribute
                    && attribute.Parent?.Parent == declaration)
                {
                    yield return (type, attribute);
                }
            }
        }
    }

    /// <summary>A part of a network's class with those of its sizes that are known.</summary>
    private static string Declare(INamedTypeSymbol type, AttributeSyntax attribute, Compilation compilation, CancellationToken cancellation)
    {
        SemanticModel model = compilation.GetSemanticModel(attribute.SyntaxTree);
        var text = new StringBuilder();
        foreach (string name in new[] { InputSize, OutputSize, ParameterCount })
        {
            int?[] sizes = [.. SourcesOf(name, attribute).Select(e => Number(model.GetConstantValue(e, cancellation)))];
            if (sizes.Length > 0 && sizes.All(size => size > 0) && type.GetMembers(name).IsEmpty)
            {
                long value = name == ParameterCount ? NetworkShape.CountParameters([.. sizes.Select(s => s!.Value)]) : sizes[0]!.Value;
                text.Append(value <= AttributeParser.MaxParameters ? $"public const int {name} = {value};" : "");
            }
        }

        TypePlace place = TypePlace.Of(type);
        string space = place.Namespace.Length > 0 ? $"namespace {place.Namespace} {{ " : "";
        string open = space + string.Concat(place.Declarations.Select(d => d + " { "));
        return text.Length == 0 ? "" : $"{open}{text} {new string('}', open.Count(c => c == '{'))}\n";
    }

    /// <summary>A constant as the attribute takes it: what C# converts to an int by itself.</summary>
    private static int? Number(Optional<object?> constant) => constant.Value switch
    {
        int value => value,
        short value => value,
        ushort value => value,
        byte value => value,
        sbyte value => value,
        char value => value,
        _ => null,
    };
}
