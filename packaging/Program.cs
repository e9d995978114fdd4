namespace Unrolled.Packaging;

/// <summary>Prepares what the package carries beside the assemblies. The targets of Unrolled.csproj call it.</summary>
internal static class Program
{
    private const int UsageError = 2;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["documentation", string assembly, string documentation, string output]:
                PublicDocumentation.Write(assembly, documentation, output);
                return 0;

            case ["pages", string sources, string output]:
                PackagePages.Write(sources, output, repositoryUrl: null);
                return 0;

            case ["pages", string sources, string output, string repositoryUrl]:
                PackagePages.Write(sources, output, repositoryUrl);
                return 0;

            default:
                Console.Error.WriteLine("documentation ASSEMBLY XML OUTPUT | pages SOURCES OUTPUT [REPOSITORY-URL]");
                return UsageError;
        }
    }
}
