using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Unrolled.Build;

namespace Unrolled.Tool;

/// <summary>Turns the command line into calls.</summary>
internal static class CommandLine
{
    /// <summary>Parses a command line and does what it says, or says what is wrong with it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        RootCommand root = new("Looks into models in ONNX and safetensors files, writes them as C# classes, and converts between the two.")
        {
            Inspect(output),
            Compile(output, errors),
            Convert(output, errors),
        };
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0 && result.Action is not HelpAction)
        {
            foreach (ParseError error in result.Errors)
            {
                errors.WriteLine($"error: {error.Message.ReplaceLineEndings(" ")}");
            }

            errors.WriteLine("error: --help lists the commands");
            return ExitCode.UsageError;
        }

        return result.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
    }

    private static Command Inspect(TextWriter output)
    {
        Argument<string> file = Model();
        Command command = new("inspect", "Says what is in a file, and what of it would compile.") { file };
        command.SetAction(result => Inspection.Write(result.GetValue(file)!, output));
        return command;
    }

    private static Command Compile(TextWriter output, TextWriter errors)
    {
        Argument<string> file = Model();
        Option<string> name = new("--class")
        {
            Description = "The class, with its namespace, as in Game.Policy.",
            HelpName = "NAME",
            Required = true,
        };
        Option<string> folder = new("--output")
        {
            Description = "The folder for the sources and the weights. It is made where it does not exist.",
            HelpName = "DIR",
            Required = true,
        };
        Option<string?> take = Take();
        Option<bool> isInternal = new("--internal") { Description = "Makes the class internal instead of public." };
        Command command = new("compile", "Writes a model as C# source with its weights beside it, for projects without a build step.")
        {
            file, name, folder, take, isInternal,
        };
        command.SetAction(result => Compilation.Write(
            new CompileSettings(
                new ModelItem(
                    result.GetValue(file)!,
                    result.GetValue(name)!,
                    result.GetValue(take) ?? "",
                    result.GetValue(isInternal) ? ModelItem.Internal : ModelItem.Public),
                result.GetValue(folder)!),
            output,
            errors));
        return command;
    }

    private static Command Convert(TextWriter output, TextWriter errors)
    {
        Argument<string> source = Model();
        Argument<string> target = new("out")
        {
            Description = "The file to write, whose ending tells its format: .onnx or .safetensors.",
            Validators = { CheckEnding },
        };
        Option<string?> take = Take();
        Command command = new("convert", "Converts between ONNX and safetensors. Activations and what is done to inputs and outputs stay.")
        {
            source, target, take,
        };
        command.SetAction(result => Conversion.Write(
            result.GetValue(source)!, result.GetValue(target)!, result.GetValue(take), output, errors));
        return command;
    }

    private static Option<string?> Take() => new("--take")
    {
        Description = "The tensor to compute, of an ONNX file with several outputs, or inside its graph; several with ; between them.",
        HelpName = "TENSOR",
    };

    private static Argument<string> Model() => new("file")
    {
        Description = "A model, .onnx or .safetensors.",
        Validators = { CheckEnding },
    };

    private static void CheckEnding(ArgumentResult result)
    {
        if (result.Tokens is [Token token] && !ModelFile.IsOnnx(token.Value) && !ModelFile.IsSafetensors(token.Value))
        {
            result.AddError($"'{token.Value}' is called neither .onnx nor .safetensors, which tell what a file is.");
        }
    }
}
