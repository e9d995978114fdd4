using System.Numerics;

namespace Unrolled;

/// <summary>How people write the ten digits: strokes in the unit square, x to the right and y down.</summary>
/// <remarks>A stroke is a smooth curve through its points; a corner is where one stroke ends and the next begins.</remarks>
internal static class DigitTemplates
{
    private static readonly Vector2[][][][] s_digits =
    [
        [ // 0
            [
                [new(.55f, .02f), new(.22f, .15f), new(.08f, .5f), new(.2f, .85f), new(.5f, 1f), new(.8f, .85f),
                 new(.92f, .5f), new(.8f, .15f), new(.55f, .02f)],
            ],
            [
                [new(.7f, .08f), new(.4f, .02f), new(.15f, .35f), new(.18f, .8f), new(.42f, 1f), new(.72f, .75f),
                 new(.82f, .35f), new(.6f, 0f)],
            ],
        ],
        [ // 1
            [[new(.5f, 0f), new(.5f, 1f)]],
            [[new(.55f, 0f), new(.5f, .5f), new(.47f, 1f)]],
            [[new(.25f, .25f), new(.55f, 0f)], [new(.55f, 0f), new(.5f, 1f)]],
            [[new(.25f, .25f), new(.52f, 0f)], [new(.52f, 0f), new(.5f, 1f)], [new(.2f, 1f), new(.8f, 1f)]],
        ],
        [ // 2
            [
                [new(.12f, .25f), new(.3f, .03f), new(.65f, .03f), new(.85f, .28f), new(.6f, .6f), new(.1f, 1f)],
                [new(.1f, 1f), new(.9f, 1f)],
            ],
            [
                [new(.15f, .22f), new(.4f, 0f), new(.75f, .1f), new(.75f, .4f), new(.4f, .85f), new(.12f, .95f),
                 new(.15f, .78f), new(.4f, .85f), new(.9f, 1f)],
            ],
        ],
        [ // 3
            [
                [new(.15f, .1f), new(.5f, 0f), new(.8f, .15f), new(.75f, .38f), new(.4f, .48f)],
                [new(.4f, .48f), new(.8f, .58f), new(.88f, .8f), new(.55f, 1f), new(.1f, .9f)],
            ],
            [
                [new(.15f, .02f), new(.82f, .02f)],
                [new(.82f, .02f), new(.42f, .42f)],
                [new(.42f, .42f), new(.8f, .52f), new(.88f, .78f), new(.55f, 1f), new(.1f, .9f)],
            ],
        ],
        [ // 4
            [[new(.2f, 0f), new(.12f, .5f)], [new(.12f, .5f), new(.92f, .48f)], [new(.75f, .05f), new(.7f, 1f)]],
            [[new(.65f, 0f), new(.08f, .65f)], [new(.08f, .65f), new(.92f, .65f)], [new(.65f, 0f), new(.65f, 1f)]],
            [
                [new(.15f, 0f), new(.1f, .35f), new(.3f, .55f), new(.75f, .45f)],
                [new(.82f, 0f), new(.75f, .45f), new(.65f, 1f)],
            ],
        ],
        [ // 5
            [
                [new(.85f, .02f), new(.25f, .02f)],
                [new(.25f, .02f), new(.18f, .42f)],
                [new(.18f, .42f), new(.55f, .35f), new(.88f, .6f), new(.7f, .93f), new(.15f, .95f)],
            ],
            [
                [new(.85f, .05f), new(.4f, .05f), new(.2f, .3f), new(.5f, .48f), new(.8f, .7f), new(.55f, .97f),
                 new(.12f, .93f)],
            ],
        ],
        [ // 6
            [
                [new(.7f, 0f), new(.3f, .3f), new(.12f, .7f), new(.4f, 1f), new(.8f, .85f), new(.75f, .55f), new(.45f, .5f),
                 new(.15f, .72f)],
            ],
            [
                [new(.5f, 0f), new(.2f, .4f), new(.12f, .75f), new(.45f, 1f), new(.85f, .78f), new(.55f, .52f),
                 new(.18f, .72f)],
            ],
        ],
        [ // 7
            [[new(.1f, .05f), new(.88f, .05f)], [new(.88f, .05f), new(.6f, .5f), new(.4f, 1f)]],
            [
                [new(.1f, .05f), new(.88f, .05f)],
                [new(.88f, .05f), new(.6f, .5f), new(.4f, 1f)],
                [new(.3f, .5f), new(.85f, .48f)],
            ],
            [
                [new(.1f, .2f), new(.12f, .04f)],
                [new(.12f, .04f), new(.85f, .06f)],
                [new(.85f, .06f), new(.7f, .5f), new(.6f, 1f)],
            ],
        ],
        [ // 8
            [
                [new(.8f, .15f), new(.5f, 0f), new(.2f, .15f), new(.35f, .42f), new(.7f, .6f), new(.82f, .82f), new(.5f, 1f),
                 new(.18f, .82f), new(.35f, .58f), new(.68f, .4f), new(.8f, .15f)],
            ],
            [
                [new(.5f, .46f), new(.2f, .24f), new(.5f, 0f), new(.8f, .24f), new(.5f, .46f)],
                [new(.5f, .46f), new(.14f, .73f), new(.5f, 1f), new(.86f, .73f), new(.5f, .46f)],
            ],
        ],
        [ // 9
            [
                [new(.82f, .2f), new(.5f, 0f), new(.15f, .2f), new(.25f, .48f), new(.6f, .45f), new(.82f, .2f)],
                [new(.82f, .2f), new(.75f, .6f), new(.65f, 1f)],
            ],
            [
                [new(.82f, .2f), new(.5f, 0f), new(.15f, .2f), new(.25f, .48f), new(.6f, .45f), new(.82f, .2f)],
                [new(.82f, .2f), new(.85f, .6f), new(.6f, .97f), new(.2f, .92f)],
            ],
        ],
    ];

    /// <summary>The ways to write a digit, each a list of strokes.</summary>
    public static Vector2[][][] Of(int digit) => s_digits[digit];
}
