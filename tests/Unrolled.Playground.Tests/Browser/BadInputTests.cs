namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class BadInputTests(PlaygroundFixture playground)
{
    [Theory]
    [InlineData("delete window.WebAssembly", "This browser has no WebAssembly")]
    [InlineData("WebAssembly.validate = () => false", "has no vector instructions (SIMD)")]
    [InlineData("delete window.Worker", "This browser has no workers")]
    public async Task What_the_browser_lacks_is_said_and_the_code_can_be_read(string script, string sentence)
    {
        await using PlaygroundPage page = await playground.OpenAsync(script: script);
        await page.VisitAsync();
        Assert.Contains(sentence, await page.Page.InnerTextAsync("#notice"), StringComparison.Ordinal);
        Assert.True(await page.Page.IsHiddenAsync("#loading"));
        Assert.True(await page.Page.IsVisibleAsync("#placeholder"));
        await page.Page.ClickAsync("nav a[href='#code']");
        await page.UntilAsync("document.querySelectorAll('#emitted .marked').length > 0");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_runtime_that_does_not_arrive_is_said_not_to()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.Page.RouteAsync("**/_framework/**", route => route.AbortAsync());
        await page.VisitAsync();
        await page.UntilAsync("/could not be started/.test(document.getElementById('notice').textContent)");
    }

    [Fact]
    public async Task Refused_storage_is_said_and_everything_works()
    {
        await using PlaygroundPage page = await playground.OpenAsync(
            script: "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } })");
        await page.GoAsync();
        Assert.Contains("does not let the page keep anything", await page.Page.InnerTextAsync("#notice"), StringComparison.Ordinal);
        await page.Page.ClickAsync("#theme");
        Assert.Equal("dark", await page.Page.GetAttributeAsync("html", "data-theme"));
        await page.Page.ClickAsync("#step");
        await page.UntilAsync("document.getElementById('steps-done').textContent === '1'");
        Assert.Single(await page.Page.Locator("#notice p").AllAsync());
        Assert.Empty(page.Complaints);
    }
}
