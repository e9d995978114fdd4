using Unrolled.Tests;

namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class CodeTests(PlaygroundFixture playground)
{
    [Fact]
    public async Task The_attribute_is_that_of_the_source_and_the_text_what_was_emitted()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#code?net=2-8-1&hidden=ReLU&loss=MeanSquaredError");
        await page.UntilAsync("document.getElementById('emitted').textContent.includes('Network2x8x1_ReLU_Sigmoid_MeanSquaredError')");
        string attribute = (await page.Page.InnerTextAsync("#attribute")).ReplaceLineEndings("\n").Trim();
        Assert.Contains(attribute, Repository.Read("samples", "Playground", "Networks", "ReLUNetworks.cs"), StringComparison.Ordinal);
        await page.Page.ClickAsync("button[data-file='Playground.Networks.ReLU2x8x1Squares']");
        await page.UntilAsync("document.getElementById('emitted').textContent.includes('partial class ReLU2x8x1Squares')");
        await page.Page.ClickAsync("button[data-file$='.Product2x8']");
        await page.UntilAsync("document.getElementById('emitted').textContent.includes('class Product2x8')");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Whatever_is_pointed_at_has_lines_of_its_own_in_every_network()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#code");
        string[] failures = await page.Page.EvaluateAsync<string[]>("""
            async () => {
                const { emitted, filesOf, unitLines, weightLines } = await import(new URL("js/code/emitted.js", document.baseURI));
                const failures = [];
                for (const net of [...document.querySelector("#code-form [name=net]").options].map(option => option.value)) {
                    const layers = net.split("-").map(Number);
                    const files = await filesOf("Playground.Networks." + (net === "2-1" ? "LineEntropy" : "Tanh" + layers.join("x") + "Entropy"));
                    const lines = (await emitted(files.shape)).split("\n");
                    for (let layer = 1; layer < layers.length; layer++) {
                        for (let unit = 0; unit < layers[layer]; unit++) {
                            const own = unitLines(lines, layer, unit);
                            if (!own.some(i => lines[i].includes(".Apply<")) || !own.some(i => lines[i].includes("Load"))) {
                                failures.push(`${net}: unit ${unit} of layer ${layer}: ${own}`);
                            }

                            for (let input = 0; input < layers[layer - 1]; input++) {
                                const found = weightLines(lines, layer, input, unit);
                                if (found.length !== 1 || !own.includes(found[0])) {
                                    failures.push(`${net}: weight ${input} to ${unit} of layer ${layer}: ${found}`);
                                }
                            }
                        }
                    }
                }

                return failures;
            }
            """);
        Assert.Empty(failures);
    }

    [Fact]
    public async Task Pointing_and_the_keyboard_mark_lines()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#code?net=2-3-1");
        await page.UntilAsync("document.querySelectorAll('#emitted .marked').length > 1");
        await page.TabToAsync("[aria-label='Layer 2, unit 0']");
        await page.UntilAsync("/^Unit 0 of layer 2/.test(document.getElementById('code-place').textContent)");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.UntilAsync("/^The weight from 1 to unit 0 of layer 2/.test(document.getElementById('code-place').textContent)");
        Assert.Contains("a1_0, Lanes4.Create(1)", await page.Page.InnerTextAsync("#emitted .marked"), StringComparison.Ordinal);
    }
}
