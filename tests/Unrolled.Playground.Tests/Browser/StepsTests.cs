namespace Unrolled.Playground.Tests.Browser;

[Collection(PlaygroundCollection.Name)]
public sealed class StepsTests(PlaygroundFixture playground)
{
    [Fact]
    public async Task The_forward_pass_shows_the_numbers_of_the_notes()
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#steps");
        await page.UntilAsync("document.querySelectorAll('#worked .weight').length === 15");
        await page.Page.ClickAsync("#step-on");
        Assert.Contains("= 2.1", await ArithmeticAsync(page), StringComparison.Ordinal);
        await page.Page.ClickAsync("#step-on");
        string hidden = await ArithmeticAsync(page);
        Assert.All((string[])["0.8909", "0.40131", "0.54983"], number => Assert.Contains($"= {number}", hidden, StringComparison.Ordinal));
        await page.UntilAsync("/Apply<.*SigmoidFunction/.test(document.getElementById('step-code').textContent)");
        await page.Page.ClickAsync("#step-on");
        await page.Page.ClickAsync("#step-on");
        // The notes round it to 0.752.
        Assert.Contains("= 0.75199", await ArithmeticAsync(page), StringComparison.Ordinal);
        Assert.True(await page.Page.IsDisabledAsync("#step-on"));
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("Activations of output layer", "0.81815|0.62986", "SigmoidFunction")]
    [InlineData("The loss", "0.14372", "MeanSquaredErrorFunction")]
    [InlineData("Deltas of the output layer", "−0.012178|0.12353", "MultiplyByDerivative")]
    [InlineData("Deltas of hidden layer 2", "−0.0063629|0.0040169|0.0070374", "BackwardLayer3")]
    [InlineData("Deltas of hidden layer 1", "0.000095349|0.0006333|0.0022027", "BackwardLayer2")]
    [InlineData("The step of layer 3", "0.3008|0.50083|0.20099|−0.20815|0.19154|0.38991", "Update3x4")]
    [InlineData("The step of layer 1", "0.19999|−0.50006|0.39978", "AddRows")]
    public async Task Backpropagation_shows_the_numbers_of_the_notes_and_the_line(string title, string numbers, string code)
    {
        await using PlaygroundPage page = await playground.OpenAsync();
        await page.GoAsync("#steps?example=backward");
        string step = await page.Page.Locator("#step-list option", new() { HasTextString = title }).First.GetAttributeAsync("value") ?? "";
        await page.Page.SelectOptionAsync("#step-list", step);
        await page.UntilAsync($"document.getElementById('step-title').textContent.startsWith('{title}') && document.getElementById('step-code').textContent.includes('{code}')");
        string arithmetic = await ArithmeticAsync(page);
        Assert.All(numbers.Split('|'), number => Assert.Contains($"= {number}", arithmetic, StringComparison.Ordinal));
        Assert.Contains($"step={int.Parse(step) + 1}", page.Page.Url, StringComparison.Ordinal);
    }

    private static async Task<string> ArithmeticAsync(PlaygroundPage page) => await page.Page.InnerTextAsync("#step-arithmetic");
}
