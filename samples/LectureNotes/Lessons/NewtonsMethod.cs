using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>The maximum likelihood of logistic regression in float64, to compare gradient descent with.</summary>
internal static class NewtonsMethod
{
    /// <summary>Iteratively reweighted least squares.</summary>
    /// <remarks>Bishop, <i>Pattern Recognition and Machine Learning</i> (2006), section 4.3.3.</remarks>
    /// <param name="data">Samples of two inputs and two classes.</param>
    /// <returns>w1, w2 and b.</returns>
    public static double[] Logistic(Dataset data)
    {
        const int iterations = 30;
        double[] w = new double[3];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            double[] gradient = new double[3];
            double[,] hessian = new double[3, 3];
            for (int row = 0; row < data.Count; row++)
            {
                double[] x = [data.Floats(row)[0], data.Floats(row)[1], 1];
                double p = 1 / (1 + Math.Exp(-((w[0] * x[0]) + (w[1] * x[1]) + w[2])));
                for (int i = 0; i < 3; i++)
                {
                    gradient[i] += (p - data.Label(row)) * x[i];
                    for (int j = 0; j < 3; j++)
                    {
                        hessian[i, j] += p * (1 - p) * x[i] * x[j];
                    }
                }
            }

            double[] step = Solve(hessian, gradient);
            for (int i = 0; i < 3; i++)
            {
                w[i] -= step[i];
            }
        }

        return w;
    }

    /// <summary>Gaussian elimination; a Hessian of full rank needs no pivoting.</summary>
    private static double[] Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        for (int pivot = 0; pivot < n; pivot++)
        {
            for (int row = 0; row < n; row++)
            {
                if (row == pivot)
                {
                    continue;
                }

                double factor = a[row, pivot] / a[pivot, pivot];
                for (int column = pivot; column < n; column++)
                {
                    a[row, column] -= factor * a[pivot, column];
                }

                b[row] -= factor * b[pivot];
            }
        }

        return [.. b.Select((value, i) => value / a[i, i])];
    }
}
