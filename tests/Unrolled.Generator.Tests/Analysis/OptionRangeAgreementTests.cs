using System.Reflection;
using Unrolled.Generator.Analysis;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>The analyzer cannot ask the runtime for its ranges, so it has its own: they must be the same.</summary>
public sealed class OptionRangeAgreementTests
{
    private static readonly float[] s_numbers = [float.NegativeInfinity, -1, -0.001f, 0, 0.001f, 0.5f, 0.999f, 1, 2, 1000, float.PositiveInfinity, float.NaN];

    public static TheoryData<string> Options => [.. OptionRange.Rows.Keys];

    [Theory]
    [MemberData(nameof(Options))]
    public void The_runtime_refuses_what_the_analyzer_reports_and_nothing_else(string option)
    {
        Action<float>[] uses = option.Split('.') switch
        {
            [nameof(Optimizer), string parameter] => [.. Factories(parameter)],
            _ => [Property(PropertyOf(option)!)],
        };
        Assert.NotEmpty(uses);
        bool whole = PropertyOf(option) is { } property && Bare(property.PropertyType) == typeof(int);
        foreach (float number in s_numbers.Where(number => !whole || number == MathF.Truncate(number) && float.IsFinite(number)))
        {
            Assert.All(uses, use => Assert.Equal((number, OptionRange.Rows[option].Contains(number)), (number, IsAccepted(use, number))));
        }
    }

    [Fact]
    public void Every_number_among_the_options_has_a_range()
    {
        IEnumerable<string> properties = new[] { typeof(TrainingOptions), typeof(Regularization), typeof(GradientClipping), typeof(EarlyStopping) }
            .SelectMany(type => type.GetProperties())
            .Where(property => IsNumber(property.PropertyType) && property.Name != nameof(TrainingOptions.Seed))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");
        IEnumerable<string> parameters = typeof(Optimizer).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .SelectMany(method => method.GetParameters())
            .Where(parameter => IsNumber(parameter.ParameterType))
            .Select(parameter => $"{nameof(Optimizer)}.{parameter.Name}");
        Assert.Equal(OptionRange.Rows.Keys.Order(StringComparer.Ordinal), properties.Concat(parameters).Distinct().Order(StringComparer.Ordinal));
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsNumber(Type type) => Bare(type) == typeof(int) || Bare(type) == typeof(float) || Bare(type) == typeof(double);

    private static PropertyInfo? PropertyOf(string option) =>
        option.Split('.') is [string type, string name] ? typeof(TrainingOptions).Assembly.GetType($"Unrolled.{type}")?.GetProperty(name) : null;

    /// <summary>Each factory with such a parameter; what else it takes is in range.</summary>
    private static IEnumerable<Action<float>> Factories(string parameter) => typeof(Optimizer).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.GetParameters().Any(p => p.Name == parameter))
        .Select(method => (Action<float>)(number => method.Invoke(
            null, [.. method.GetParameters().Select(p => p.Name == parameter ? number : p.HasDefaultValue ? p.DefaultValue : 0.5f)])));

    /// <summary>Options with that number in them, checked as training checks them.</summary>
    private static Action<float> Property(PropertyInfo option) => number =>
    {
        object part = Activator.CreateInstance(option.DeclaringType!)!;
        option.SetValue(part, Convert.ChangeType(number, Bare(option.PropertyType), provider: null));
        TrainingOptions options = part switch
        {
            TrainingOptions whole => whole,
            Regularization regularization => new() { Regularization = regularization },
            GradientClipping clipping => new() { Clipping = clipping },
            EarlyStopping stopping => new() { EarlyStopping = stopping },
            _ => throw new ArgumentException(option.Name),
        };
        typeof(TrainingOptions).GetMethod("Validate", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(options, ["options", 1]);
    };

    private static bool IsAccepted(Action<float> use, float number)
    {
        try
        {
            use(number);
            return true;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException)
        {
            return false;
        }
    }
}
