using Microsoft.Playwright;

namespace Unrolled.Playground.Tests.Browser;

/// <summary>The page in a browser of its own.</summary>
internal sealed class PlaygroundPage : IAsyncDisposable
{
    private readonly string _address;

    public PlaygroundPage(IPage page, string address)
    {
        Page = page;
        _address = address;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Complaints.Add($"asks for {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings, and requests to elsewhere.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Goes to a part and waits until networks run.</summary>
    public async Task GoAsync(string hash = "")
    {
        await VisitAsync(hash);
        await Page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Goes to a part, where perhaps no network will ever run.</summary>
    public async Task VisitAsync(string hash = "") => await Page.GotoAsync(_address + hash);

    /// <summary>Waits until an expression of JavaScript is true.</summary>
    public async Task UntilAsync(string expression, int seconds = 30) =>
        await Page.WaitForFunctionAsync(expression, null, new() { Timeout = 1000 * seconds, PollingInterval = 50 });

    /// <summary>Presses Tab until an element has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        ILocator element = Page.Locator(selector);
        for (int i = 0; i < 60; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {selector}.");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
