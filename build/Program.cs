using System.Text;

namespace Unrolled.Build;

/// <summary>
/// Reads the models of a project before its compiler starts, and writes what the compiler needs of them. What runs it is
/// packaging/Unrolled.targets.
/// </summary>
internal static class Program
{
    private const int Failed = 1;
    private const int UsageError = 2;

    private static int Main(string[] args)
    {
        if (args is not [string file])
        {
            Console.Error.WriteLine("REQUEST: the file that the targets of the package write");
            return UsageError;
        }

        List<Complaint> complaints = Run(file);
        using Stream output = Console.OpenStandardOutput();
        foreach (Complaint complaint in complaints)
        {
            output.Write(Encoding.UTF8.GetBytes($"{complaint}\n"));
        }

        return complaints.Count == 0 ? 0 : Failed;
    }

    /// <summary>The program without its process.</summary>
    /// <param name="file">The request.</param>
    internal static List<Complaint> Run(string file)
    {
        Request request;
        try
        {
            request = Request.Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return [Complaint.Of(Defects.Output, file, exception.Message)];
        }

        return new ModelCompiler(request).Run();
    }
}
