using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class AccessibilityTests(PlaygroundFixture playground)
{
    [Theory]
    [InlineData("#boundaries")]
    [InlineData("#boundaries?data=own&points=10,20,0")]
    [InlineData("#digits")]
    [InlineData("#steps?example=backward&step=8")]
    [InlineData("#code?net=2-8-8-1")]
    public async Task Axe_finds_nothing_in_light_and_dark(string hash)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using PlaygroundPage page = await playground.OpenAsync(scheme: scheme);
            await page.GoAsync(hash);
            await page.Page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
            JsonElement violations = await page.Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '))");
            Assert.Empty(violations.EnumerateArray().Select(violation => violation.GetString()));
        }
    }

    [Theory]
    [InlineData("#boundaries?net=2-16-16-1", 400)]
    [InlineData("#boundaries?data=own", 320)]
    [InlineData("#digits", 400)]
    [InlineData("#digits", 320)]
    [InlineData("#steps?example=backward&step=12", 320)]
    [InlineData("#code?net=2-16-16-1", 320)]
    public async Task Nothing_is_cut_off_in_a_narrow_window(string hash, int width)
    {
        await using PlaygroundPage page = await playground.OpenAsync(width);
        await page.GoAsync(hash);
        Assert.Equal(width, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"));
        Assert.Empty(page.Complaints);
    }
}
