using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Fuzz.Tests;

/// <summary>Whatever stands in the attribute and around it, the generator answers with code or with a diagnostic of its own.</summary>
[Trait("Category", "Slow")]
public sealed class DeclarationTests
{
    private static readonly Gen<string> s_width = Gen.Frequency(
        (60, Gen.Choose(1, 40).Select(n => $"{n}")),
        (1, Gen.Elements("0", "-1", "int.MaxValue", "int.MinValue", "2.5", "null", "\"3\"", "'c'", "3L", "Missing", "default", "typeof(int)", "2 + 1", "")));

    private static readonly Gen<string> s_activation = Gen.Frequency(
        (30, Gen.Elements(Enum.GetNames<Activation>()).Select(a => $"Unrolled.Activation.{a}")),
        (1, Gen.Elements("(Unrolled.Activation)99", "null", "1", "Unrolled.Activation.", "Unrolled.Activation.Missing", "Unrolled.Loss.Huber")));

    private static readonly Gen<string> s_probability = Gen.Elements("0", "0.5", "0.25", "1", "-0.1", "double.NaN", "double.PositiveInfinity", "1e-300", "2", "\"x\"", "null");

    private static readonly Gen<string> s_argument = Gen.OneOf(
        s_activation.Select(a => $"Hidden = {a}"),
        s_activation.Select(a => $"Output = {a}"),
        s_activation.ListOf().Select(a => $"Activations = [{string.Join(", ", a.Take(4))}]"),
        Gen.Elements(Enum.GetNames<Loss>()).Select(l => $"Loss = Unrolled.Loss.{l}"),
        Gen.Elements("Loss = 0", "Loss = (Unrolled.Loss)7", "Loss = null", "Unroll = Unrolled.Unroll.Full", "Unroll = (Unrolled.Unroll)2", "SparseInput = true", "SparseInput = 1", "Layers = null", "Wrong = 1", "= 3"),
        s_probability.Select(p => $"Dropout = {p}"),
        s_probability.ListOf().Select(p => $"Dropouts = new double[] {{ {string.Join(", ", p.Take(3))} }}"));

    private static readonly Gen<string> s_attribute =
        from count in Gen.Frequency((9, Gen.Choose(2, 5)), (1, Gen.Choose(0, 1)))
        from widths in s_width.ArrayOf(count)
        from options in Gen.Frequency((3, Gen.Choose(0, 1)), (1, Gen.Choose(2, 4)))
        from arguments in s_argument.ArrayOf(options)
        from form in Gen.Frequency((6, Gen.Constant("{0}")), (1, Gen.Elements("new[] {{ {0} }}", "[{0}]", "layers: {0}")))
        select $"[Unrolled.Network({string.Join(", ", new[] { string.Format(form, string.Join(", ", widths)) }.Concat(arguments).Where(a => a.Length > 0))})]";

    private static readonly Gen<string> s_declaration = Gen.Frequency(
        (12, Gen.Elements("public sealed partial class {0};", "partial class {0} {{ }}", "internal partial class {0}<T> where T : class {{ }}", "partial record {0};")),
        (1, Gen.Elements("class {0};", "partial struct {0};", "static partial class {0};", "abstract partial class {0};", "file partial class {0};", "partial interface {0};", "partial record struct {0};", "enum {0};", "partial class {0}(int x);", "delegate void {0}();")));

    // Not "System": such a type hides the namespace from everybody's code, the user's own first.
    private static readonly Gen<string> s_name = Gen.Frequency(
        (12, Gen.Elements("Net", "Größe", "_", "網絡", "var", "@class", "Vector512", "Unrolled", "Span", "nint", "dynamic", "I")),
        (1, Gen.Elements("Forward", "Train", "Layers", "Single", "Refs", "")));

    private static readonly Gen<string> s_around = Gen.Elements(
        "{0}", "namespace N; {0}", "namespace System.Unrolled {{ {0} }}", "partial class Outer {{ {0} }}", "class Outer {{ {0} }}",
        "partial struct A<T> {{ partial interface I<U> {{ {0} }} }}", "#nullable disable\n{0}", "using System;\r\n{0}\r\n", "{0} {0}", "#if X\n#else\n{0}\n#endif");

    private static readonly Gen<string> s_source =
        from attribute in s_attribute
        from declaration in s_declaration
        from name in s_name
        from around in s_around
        select string.Format(around, $"{attribute} {string.Format(declaration, name)}");

    [Fact]
    public void Declarations()
    {
        int compiled = 0;
        Fuzz.ForAll("declarations", Fuzz.Scaled(250), s_source, source => compiled += Generating.AssertCompiles(source) ? 1 : 0);
        Assert.True(compiled > Fuzz.Scaled(250) / 20, $"Only {compiled} of the sources compiled, so that little was looked at.");
    }

    /// <summary>Sources with tokens missing, doubled, swapped or cut off, as they are while somebody types.</summary>
    [Fact]
    public void BrokenCode()
    {
        Gen<string> broken =
            from source in s_source
            from cuts in Gen.Choose(1, 4)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select Break(source, cuts, new Random(seed));
        Fuzz.ForAll("broken code", Fuzz.Scaled(1500), broken, source => Generating.Run(source));
    }

    private static string Break(string source, int cuts, Random random)
    {
        for (; cuts > 0; cuts--)
        {
            SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0)];
            if (tokens.Length < 2)
            {
                return source;
            }

            SyntaxToken token = tokens[random.Next(tokens.Length)], other = tokens[random.Next(tokens.Length)];
            source = random.Next(4) switch
            {
                0 => source.Remove(token.SpanStart, token.Span.Length),
                1 => source.Insert(token.SpanStart, other.Text + " "),
                2 => source.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, other.Text),
                _ => source[..token.Span.End],
            };
        }

        return source;
    }
}
