using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Samples;

/// <summary>What the samples' command lines have in common.</summary>
internal static class Arguments
{
    /// <summary>Parses a command line and does what it says, or says what is wrong with it.</summary>
    /// <param name="root">The commands and options.</param>
    /// <param name="args">The command line.</param>
    /// <param name="screen">Where to write to.</param>
    /// <param name="kinds">What the help lists, such as "options".</param>
    /// <returns>The exit code.</returns>
    public static int Run(RootCommand root, string[] args, Terminal screen, string kinds)
    {
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0 && result.Action is not HelpAction)
        {
            foreach (ParseError error in result.Errors)
            {
                screen.Error(error.Message);
            }

            screen.Error($"--help lists the {kinds}");
            return ExitCode.UsageError;
        }

        return result.Invoke(new InvocationConfiguration
        {
            Output = screen.Output,
            Error = screen.Errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>An option that is a number.</summary>
    public static Option<T?> Number<T>(string name, string description, Func<ArgumentResult, T?> parse) where T : struct => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = parse,
    };

    /// <summary>Parses a number, the same in every culture.</summary>
    public static T? ParseNumber<T>(ArgumentResult result, Func<T, bool> isValid, string needed) where T : struct, INumber<T>
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string text = result.Tokens[0].Value;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T number) && isValid(number))
        {
            return number;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{text}', but must be {needed}.");
        return null;
    }

    /// <summary>Finds out before the work whether there is a place for its result.</summary>
    public static void CheckTarget(OptionResult option)
    {
        string file = option.Tokens is [Token token] ? Path.GetFullPath(token.Value) : "";
        if (Directory.Exists(file))
        {
            option.AddError($"{option.Option.Name} is '{file}', which is a folder, but must be a file.");
        }
        else if (file.Length > 0 && !Directory.Exists(Path.GetDirectoryName(file)))
        {
            option.AddError($"{option.Option.Name} is '{file}', whose folder does not exist.");
        }
    }
}
