using System.Reflection;

namespace Unrolled.Generator.Parsing;

/// <summary>Where the page about a diagnostic is.</summary>
/// <param name="Link">Its address, or null where the sources have not been published.</param>
/// <param name="Description">What an editor shows beside the message.</param>
internal sealed record HelpPage(string? Link, string Description)
{
    /// <summary>The page, wherever this build of the generator has been published: see UnrolledRepositoryUrl in Directory.Build.props.</summary>
    public static HelpPage Of(string id) => Of(id, RepositoryUrl);

    public static HelpPage Of(string id, string? repositoryUrl)
    {
        string file = $"docs/diagnostics/{id}.md";
        return new(
            repositoryUrl is null ? null : $"{repositoryUrl}/blob/main/{file}",
            $"Why, and an example of what to write: {file} in the package.");
    }

    private static string? RepositoryUrl { get; } =
        typeof(HelpPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(a => a.Key == nameof(RepositoryUrl))?.Value;
}
