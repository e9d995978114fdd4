using Microsoft.Playwright;
using Unrolled.Tests;

namespace Unrolled.Playground.Tests.Browser;

/// <summary>The published page behind a server, and a browser that is started once.</summary>
/// <remarks>
/// <c>UNROLLED_PLAYGROUND</c> names the published folder with the page, and else it is the one that <c>docs/playground.md</c> publishes into;
/// <c>UNROLLED_BROWSER</c> names a Chromium other than Debian's.
/// </remarks>
public sealed class PlaygroundFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private PageServer? _server;

    /// <summary>Why the tests are skipped; null where all is there.</summary>
    public string? Missing { get; private set; }

    internal PageServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        string folder = Environment.GetEnvironmentVariable("UNROLLED_PLAYGROUND") is { Length: > 0 } named
            ? named
            : Path.Combine(Repository.Folder ?? "", "artifacts", "playground", "wwwroot");
        string browser = Environment.GetEnvironmentVariable("UNROLLED_BROWSER") is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            Missing = $"samples/Playground is not published to {folder}";
        }
        else if (!File.Exists(browser))
        {
            Missing = $"there is no Chromium at {browser}; UNROLLED_BROWSER names another one";
        }
        else
        {
            // Not at the root: a page of a project lies below its name.
            _server = new PageServer(folder, "/unrolled/");
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser, Args = ["--no-sandbox"] });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _server?.Dispose();
    }

    /// <summary>A page in a browser that knows nothing yet. Whatever it complains of fails the test that asks for it.</summary>
    /// <param name="width">The width of the window.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="script">What the page is done to before its own scripts run.</param>
    internal async Task<PlaygroundPage> OpenAsync(int width = 1200, ColorScheme scheme = ColorScheme.Light, string? script = null)
    {
        if (Missing is not null)
        {
            Assert.Skip(Missing);
        }

        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = scheme,
            HasTouch = width < 500,
        });
        if (script is not null)
        {
            await context.AddInitScriptAsync(script);
        }

        return new PlaygroundPage(await context.NewPageAsync(), _server!.Address);
    }
}

[CollectionDefinition(Name)]
public sealed class PlaygroundCollection : ICollectionFixture<PlaygroundFixture>
{
    public const string Name = "playground";
}
