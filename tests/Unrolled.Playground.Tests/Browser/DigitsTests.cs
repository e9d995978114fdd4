using Microsoft.Playwright;
using Playground.Digits;
using Playground.Steps;

namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class DigitsTests(PlaygroundFixture playground)
{
    [Fact]
    public async Task A_drawn_3_is_read_and_a_correction_is_learnt_and_kept()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#digits");
        await DrawAsync(page, HandDrawn.Three);
        await page.UntilAsync("document.getElementById('prediction').textContent === '3'");
        Assert.Contains("It reads a 3, with a probability of", await page.Page.InnerTextAsync("#prediction-line"), StringComparison.Ordinal);
        Assert.True(await page.Page.EvaluateAsync<bool>("document.getElementById('sights').getContext('2d').getImageData(20, 20, 1, 1).data[3] > 0"));

        await page.Page.ClickAsync("button[aria-label='This is a 8']");
        await page.UntilAsync("document.getElementById('prediction').textContent === '8'");
        await page.UntilAsync("localStorage.getItem('digits.safetensors') !== null");
        await page.Page.ReloadAsync();
        await page.UntilAsync("/still knows/.test(document.getElementById('digit-news').textContent)");
        await page.Page.ClickAsync("#restore");
        await page.UntilAsync("localStorage.getItem('digits.safetensors') === null");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task It_learns_anew_before_ones_eyes()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#digits");
        await page.Page.ClickAsync("#practise");
        await page.UntilAsync("parseFloat(document.getElementById('digit-news').textContent.match(/: ([\\d.]+)%/)?.[1]) > 50");
        await page.Page.ClickAsync("#practise");
        await page.UntilAsync("document.getElementById('practise').textContent === 'Learn anew'");
    }

    [Fact]
    public async Task The_library_reads_what_the_page_saves_and_the_page_what_the_library_saves()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#digits");
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#save-weights"));
        Assert.Equal("digits.safetensors", download.SuggestedFilename);
        byte[] saved = await File.ReadAllBytesAsync(await download.PathAsync());
        DigitNetwork network = new(seed: 1);
        using MemoryStream stream = new(saved);
        network.Load(stream);
        Assert.Equal(Parameters(new DigitNetwork()), Parameters(network));

        using MemoryStream random = new();
        new DigitNetwork(seed: 1).Save(random);
        await OpenAsync(page, "random.safetensors", random.ToArray());
        await page.UntilAsync("document.getElementById('digit-news').textContent === 'It has the weights of random.safetensors.'");
        download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#save-weights"));
        network.Load(await download.PathAsync());
        Assert.Equal(Parameters(new DigitNetwork(seed: 1)), Parameters(network));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Damaged_files_are_refused_in_a_sentence_and_change_nothing()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#digits");
        using MemoryStream whole = new();
        new DigitNetwork().Save(whole);
        using MemoryStream other = new();
        new FourThreeOne().Save(other);
        byte[] notFinite = whole.ToArray();
        notFinite.AsSpan(^4).Fill(0xff);
        foreach ((byte[] file, string sentence) in ((byte[], string)[])
        [
            ([], "it has 0 bytes, and not the header"),
            (whole.ToArray()[..100], "it has 100 bytes, and not the header"),
            (whole.ToArray()[..50_000], "tensor layers.0.weight needs 94080 bytes"),
            ([5, 0, 0, 0, 0, 0, 0, 0, .. "hello"u8], "its header is not that"),
            (other.ToArray(), "tensor layers.0.weight is F32 [3,4], needed is F32 [30,784]"),
            (notFinite, "a parameter is not a finite number"),
        ])
        {
            await OpenAsync(page, "damaged.safetensors", file);
            await page.UntilAsync($"document.getElementById('digit-news').textContent.startsWith('damaged.safetensors is not a weights file of this network: {sentence}')");
            Assert.EndsWith("The network goes on with the weights that it has.", await page.Page.InnerTextAsync("#digit-news"), StringComparison.Ordinal);
        }

        await DrawAsync(page, HandDrawn.Seven);
        await page.UntilAsync("document.getElementById('prediction').textContent === '7'");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_kept_file_that_was_damaged_is_said_to_be_and_the_shipped_weights_go_on()
    {
        await using PlaygroundPage page = await playground.OpenAsync(script: "localStorage.setItem('digits.safetensors', 'AAAA')");
        await page.GoAsync("#digits");
        await page.UntilAsync("/^What was kept in this browser is not a weights file/.test(document.getElementById('digit-news').textContent)");
        await DrawAsync(page, HandDrawn.Three);
        await page.UntilAsync("document.getElementById('prediction').textContent === '3'");
    }

    [Fact]
    public async Task A_1_is_drawn_with_the_keyboard_alone()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#digits");
        await page.TabToAsync("#pad");
        await page.Page.Keyboard.PressAsync("Space");
        for (int i = 0; i < 15; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowDown");
        }

        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("document.getElementById('prediction').textContent === '1'");
    }

    private static async Task OpenAsync(PlaygroundPage page, string name, byte[] file) =>
        await page.Page.SetInputFilesAsync("#open-weights", new FilePayload { Name = name, MimeType = "", Buffer = file });

    private static float[] Parameters(DigitNetwork network)
    {
        float[] parameters = new float[DigitNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static async Task DrawAsync(PlaygroundPage page, double[] points)
    {
        LocatorBoundingBoxResult box = (await page.Page.Locator("#pad").BoundingBoxAsync())!;
        for (int i = 0; i < points.Length; i += 2)
        {
            await page.Page.Mouse.MoveAsync((float)(box.X + (points[i] * box.Width)), (float)(box.Y + (points[i + 1] * box.Height)));
            if (i == 0)
            {
                await page.Page.Mouse.DownAsync();
            }
        }

        await page.Page.Mouse.UpAsync();
    }
}
