using System.CommandLine;
using Samples;

namespace LectureNotes;

/// <summary>What the command line asks for.</summary>
/// <param name="Lessons">The lessons, in order.</param>
/// <param name="IsBrief">Whether to print the figures alone, without tables and traces.</param>
/// <param name="DataFolder">The folder that holds mnist/ and exam-scores/, or null.</param>
/// <param name="PictureFolder">Where pictures go.</param>
internal sealed record Settings(IReadOnlyList<Lesson> Lessons, bool IsBrief, string? DataFolder, string PictureFolder);

/// <summary>Turns the command line into <see cref="Settings"/>.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "A folder that holds mnist/ and exam-scores/. What it lacks is drawn or made up, and said so.",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Option<string> Pictures = new("--pictures")
    {
        Description = "The folder for the pictures of decision boundaries. Default: artifacts/lecture-notes.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Path.Combine("artifacts", "lecture-notes"),
    };

    /// <summary>Parses the command line and does what it says.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Screen screen, Func<Settings, int> teach)
    {
        var root = new RootCommand("The systems of the lecture notes, from the NAND gate to MNIST, compiled.") { Data, Pictures };
        foreach (Lesson lesson in Lesson.All)
        {
            root.Subcommands.Add(Command(lesson.Name, lesson.Description, [lesson], isBrief: false));
        }

        root.Subcommands.Add(Command("all", "All of these; a line for each figure.", Lesson.All, isBrief: true));
        return Arguments.Run(root, args, screen, "commands");

        Command Command(string name, string description, IReadOnlyList<Lesson> lessons, bool isBrief)
        {
            var command = new Command(name, description);
            command.SetAction(parsed => teach(new Settings(lessons, isBrief, parsed.GetValue(Data), parsed.GetValue(Pictures)!)));
            return command;
        }
    }
}
