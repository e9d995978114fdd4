namespace Unrolled;

/// <summary>The inputs behind the input stage: each within its limits, or as it came.</summary>
internal sealed class StagedPoint : Point
{
    private readonly Dictionary<int, ClampForm> _forms = [];

    /// <summary>Takes an input in a form of its own, or as it is.</summary>
    /// <returns>Whether that is how it was taken elsewhere too: there is one stage for all.</returns>
    public bool TryTake(int column, ClampForm form)
    {
        if (_forms.TryGetValue(column, out ClampForm taken))
        {
            return taken == form;
        }

        _forms[column] = form;
        return true;
    }

    /// <summary>What becomes of an input.</summary>
    public ClampForm Form(int column) => _forms.TryGetValue(column, out ClampForm form) ? form : ClampForm.Identity;
}
