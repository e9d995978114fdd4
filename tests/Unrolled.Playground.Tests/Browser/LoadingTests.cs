using Microsoft.Playwright;

namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class LoadingTests(PlaygroundFixture playground)
{
    private const int MostBytes = 1_800_000;

    [Fact]
    public async Task All_that_a_visit_of_every_part_loads_fits()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        long before = playground.Server.Sent;
        await page.GoAsync();
        foreach (string part in (string[])["digits", "steps", "code"])
        {
            await page.Page.ClickAsync($"nav a[href='#{part}']");
            await page.UntilAsync($"!document.getElementById('{part}').hidden");
        }

        await page.UntilAsync("document.querySelectorAll('#emitted .marked').length > 0");
        Assert.InRange(playground.Server.Sent - before, 1_000_000, MostBytes);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task There_is_a_picture_before_the_runtime_is_there()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        TaskCompletionSource go = new();
        await page.Page.RouteAsync("**/_framework/**", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await page.VisitAsync();
        Assert.True(await page.Page.IsVisibleAsync("#placeholder"));
        Assert.True(await page.Page.IsVisibleAsync("#loading progress"));
        Assert.True(await page.Page.IsDisabledAsync("#play"));
        go.SetResult();
        await page.UntilAsync("document.getElementById('placeholder').hasAttribute('hidden')");
        Assert.True(await page.Page.IsHiddenAsync("#loading"));
    }

    [Fact]
    public async Task A_step_can_be_made_as_soon_as_its_button_says_so()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.VisitAsync();
        await page.Page.EvaluateAsync("""
            () => new Promise(done => {
                const button = document.getElementById("step");
                const look = () => button.disabled ? setTimeout(look, 1) : done(button.click());
                look();
            })
            """);
        await page.UntilAsync("document.getElementById('steps-done').textContent === '1'");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_theme_is_the_systems_until_one_is_chosen_and_then_kept()
    {
        await using PlaygroundPage page = await playground.OpenAsync(scheme: ColorScheme.Dark);
        await page.GoAsync();
        string dark = await BackgroundAsync(page);
        await page.Page.ClickAsync("#theme");
        string light = await BackgroundAsync(page);
        Assert.NotEqual(dark, light);
        await page.Page.ReloadAsync();
        Assert.Equal(light, await BackgroundAsync(page));
    }

    private static async Task<string> BackgroundAsync(PlaygroundPage page) => await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
