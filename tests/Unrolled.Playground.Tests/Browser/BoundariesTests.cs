namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class BoundariesTests(PlaygroundFixture playground)
{
    private const string AllRight = "document.getElementById('result-line').dataset.accuracy === '100 %'";

    [Fact]
    public async Task Xor_is_learnt_to_the_last_point_and_nothing_is_complained_of()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync();
        await page.Page.ClickAsync("#play");
        await page.UntilAsync(AllRight);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_spiral_of_the_address_is_learnt_and_shown()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#boundaries?data=spirals&net=2-8-8-1&hidden=ReLU&rate=0.03&speed=0");
        Assert.Equal("2-8-8-1", await page.Page.InputValueAsync("select[name=net]"));
        string before = await ColourAsync(page, 0.5, 0.1);
        await page.Page.ClickAsync("#play");
        await page.UntilAsync("parseFloat(document.getElementById('result-line').dataset.accuracy) > 95", seconds: 60);
        await page.Page.ClickAsync("#play");
        Assert.NotEqual(before, await ColourAsync(page, 0.5, 0.1));
    }

    [Fact]
    public async Task The_guide_shows_what_a_line_cannot_do_in_ten_seconds()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync();
        await page.Page.ClickAsync("#guide-start");
        await page.UntilAsync("/both sides/.test(document.getElementById('guide-text').textContent)");
        Assert.False(await page.Page.EvaluateAsync<bool>(AllRight));
        await page.UntilAsync("/100 % right/.test(document.getElementById('guide-text').textContent)");
    }

    [Fact]
    public async Task Settings_go_into_the_address_and_come_back()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync();
        await page.Page.CheckAsync("input[value=moons]");
        await page.Page.SelectOptionAsync("select[name=net]", "2-16-1");
        await page.Page.SelectOptionAsync("select[name=optimizer]", "sgd");
        await page.Page.FillAsync("input[name=seed]", "7");
        await page.Page.PressAsync("input[name=seed]", "Tab");
        string[] parts = ["data=moons", "net=2-16-1", "optimizer=sgd", "seed=7"];
        Assert.All(parts, part => Assert.Contains(part, page.Page.Url, StringComparison.Ordinal));
        await page.Page.ReloadAsync();
        await page.UntilAsync("document.getElementById('network-name').textContent === '2-16-1'");
        Assert.True(await page.Page.IsCheckedAsync("input[value=moons]"));
        Assert.Equal("7", await page.Page.InputValueAsync("input[name=seed]"));
    }

    [Fact]
    public async Task Nonsense_in_the_address_is_passed_over()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#boundaries?net=9-9&rate=fast&seed=-3&data=own&points=1,2;300,0,1;10,20,0&elsewhere=1");
        await page.UntilAsync("document.getElementById('network-name').textContent === '2-4-1'");
        Assert.EndsWith("#boundaries?data=own&points=10%2C20%2C0", page.Page.Url, StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_keyboard_alone_sets_points_and_learns_them()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync();
        await page.TabToAsync("input[value=xor]");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        Assert.True(await page.Page.IsCheckedAsync("input[value=own]"));
        await page.TabToAsync("#map");
        for (int i = 0; i < 6; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowLeft");
        }

        await page.Page.Keyboard.PressAsync("Enter");
        await page.TabToAsync("#set-square");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.TabToAsync("#map");
        for (int i = 0; i < 12; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
        }

        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAsync("location.hash.endsWith('points=-30%2C0%2C0%3B30%2C0%2C1')");
        await page.TabToAsync("#play");
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync(AllRight);
    }

    [Fact]
    public async Task A_rate_that_is_too_high_is_said_to_be()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#boundaries?optimizer=momentum&rate=3&hidden=ReLU&penalty=l2&strength=3&net=2-16-16-1&loss=MeanSquaredError&speed=0");
        // No choice of the page is as bad as that.
        await page.Page.EvaluateAsync("const rate = document.forms[1].elements.rate; rate.append(new Option('1e30')); rate.value = '1e30'; rate.dispatchEvent(new Event('change', { bubbles: true }))");
        await page.Page.ClickAsync("#play");
        await page.UntilAsync("/learning rate is too high/.test(document.getElementById('result-line').textContent)");
        Assert.Equal("Play", await page.Page.InnerTextAsync("#play"));
    }

    // The colour of the map at a place, from 0 to 1.
    private static async Task<string> ColourAsync(PlaygroundPage page, double x, double y) => await page.Page.EvaluateAsync<string>(
        "([x, y]) => { const map = document.getElementById('map'); return map.getContext('2d').getImageData(x * map.width, y * map.height, 1, 1).data.join() }",
        new[] { x, y });
}
