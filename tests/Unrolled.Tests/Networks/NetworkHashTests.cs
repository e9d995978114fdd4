using Unrolled.Tests.Numerics;

namespace Unrolled.Tests.Networks;

/// <summary>
/// What networks of every kind compute and learn, as hashes: they must be the same at every width of vectors, without multiply-add, and on
/// every system. Whoever changes an order of summation changes them, and says so in the changelog.
/// </summary>
public sealed class NetworkHashTests
{
    private static readonly NetworkUnderTest[] s_networks = [.. Zoo.All.Concat(Zoo.Dropping).Select(row => row.Data)];

    [Theory]
    [InlineData("AbsoluteSoftmax", "a06e8e5814710d88f9d1ee5a868d806933a8733a72433073f7154d080f1ac352")]
    [InlineData("Bottleneck", "c03e2294f5689a47ec2c577efcd77716c5109feb2201ddd9c60bcd24dbfa108c")]
    [InlineData("ClippedNet", "3cb2d730e0ddc386dcc63a1f28704b9fdf044cdc7d5e81a3d61d9e8ea47e8a2e")]
    [InlineData("Control", "05be3506092d391b265cd4245d9a70337f895b2e46028bc540acecb6fc0363c0")]
    [InlineData("Deep", "ecca3fc7d106491cccd2798e2dfb4ba825fa5f95d11d92d1e6e61b5f7c07e246")]
    [InlineData("Digits", "a4cd47713648c2adbb31a80a83b4f42479572db6473ab755b643f008d629b277")]
    [InlineData("DroppingBoard", "dcf5da770b7413574e755155b75c171eecf97e2a0d05fa32f079f6bc65516888")]
    [InlineData("DroppingClassifier", "e86f2fe394c6b9ba806a9202a5375f55f68bd31248af5d9bb5b1603635042318")]
    [InlineData("DroppingGelu", "0a8b500e27891efbff824249a677cfe6effb269b16d58f6522dec244b3822ee7")]
    [InlineData("DroppingLinear", "da55a6455efd36c842e118fa595fcb9b0d44c7fdf6acbf0d141b89f38c59e768")]
    [InlineData("DroppingMish", "d9770789fb69656325bc12d2e8a0c19d589ee64c0e1cf1a2682be76c76fadb72")]
    [InlineData("DroppingSmall", "f9c61685b495a26ebc762e92b0d9623f1271592a7b45d5cc378e9806e6bbd32d")]
    [InlineData("Elu", "ec06061834cbc599cc1e4afccb29763fe2857e08fb453979d9e635e0b74a5db5")]
    [InlineData("EveryActivation", "eda8698e1999038cec3775404ed262f7992b659752d7336dc71b39872dbb5259")]
    [InlineData("FullDigits", "a4cd47713648c2adbb31a80a83b4f42479572db6473ab755b643f008d629b277")]
    [InlineData("FullTiles", "657f1da74ea4bc0490b2bb1dd4371f7af9bf68c3ddace4b2917025c7a2938a06")]
    [InlineData("FullXor", "1db8ff61faaeef057b05365c8ce96d97d32c875f7f483100cce676b5d25d7409")]
    [InlineData("Gelu", "e22a749b300b0a6f5d653402ec16500f3654e03e0e5a986c539b5784b6a8405e")]
    [InlineData("Generic`1", "280a4dae55a47cd82ad33308dea33691407af840cd3c15b1bbbabab9a3e093ab")]
    [InlineData("HardSigmoidNet", "20fe3e836ab8802df70f35899d3b6fcb6089b3274fa108901a9e5da53e7f70b4")]
    [InlineData("Inner", "f656f9a8a5320a577b578e25776b203ac01ebcc78579ebfc39d1f923d8f897ea")]
    [InlineData("Leaky", "1716aba442518ee5e6f28f3653ddea954ff34d48c82207efbbc569de408d5d6e")]
    [InlineData("LogCoshNet", "e235ff57a766e344e6a3edb539b14e3d26882b420bd0ceb29d09ef6aff0bd0aa")]
    [InlineData("LogCoshSoftmax", "aaa7707d7b1d9f2430cdd7d33a8c88685110a683c3fee5f94e727a5a5cf4cf60")]
    [InlineData("LogSoftmaxNet", "2bb81d8cc99b8f8590a18d51cdb3c2e9d5cc4387ca7821686b97ff4d275bb301")]
    [InlineData("Logistic", "c597b8ddd7c06e9de71e705472415ea009d3df1a2a865db9a9c4583273f26202")]
    [InlineData("ManyAbsolute", "185cdbfadd4fcfd43b60ba96e49b0cff4793f60c8eaafae11e47612dfdbf1c61")]
    [InlineData("ManyLabels", "328c0e4bdb8d22ac1938fdcfe13a8289925b143a868c63dacc22e3aab8a9b4e6")]
    [InlineData("ManyRobust", "c0555d01587eec769b1e5bc566f1538ffcd75c28370e6bca1c7219884422eab5")]
    [InlineData("ManySoftmaxSquared", "0a53382562105333bc43650eb48ec7136ac1665967ad1c19319de4438632d2bc")]
    [InlineData("Mish", "49f480215bd616ab241397ea85cf6a5bbfa6d77f6800938d3b5d91f9b7449a0f")]
    [InlineData("MishSmall", "1c4c35d2495942b403b44591ef195b9e1ebe245744a4ad9e1bc87f039797151a")]
    [InlineData("Odd", "de8d3adc3ebaadfeed75e06b86f6b09028873bea9a0406778153c5caa640bb97")]
    [InlineData("One", "bc5ad0cb2760e89df90c8332c87d871cc133503cf2751f2ac45ff5161e71afa9")]
    [InlineData("PanelTail", "94ffe4512aaaf9aa9a4b06e7f5a5d75d1c6ae83af9b06f7b7c2fb716b1ab95f5")]
    [InlineData("Panels", "d37b8d7bc5842244387ee181c3e884eb184e43eb26b55989aefa677b931d3d21")]
    [InlineData("Primes", "9c7cc572fcfc4f9735c3c453169a82ef8b87c17a1a73167cfee02668a90aac8e")]
    [InlineData("ReLUOutput", "32c1125f4cfd367c0a3d8e8d6ca740d23aa932bb6ca7ef5ae8bdb159d1023648")]
    [InlineData("Regression", "fe400058f938133759e86e3613410714ad84b0e4ac4e5b5ca561873459062cc3")]
    [InlineData("Robust", "1ff8a0b3252d51f0ce202ddd5b8f41c1ee7f9714b4a866952755ebc3e7fbdb19")]
    [InlineData("Rosenblatt", "c442fa3e472f87efaa00105129939050c2015d66551ac4f25f8df8fe7ca9f2ee")]
    [InlineData("Silu", "bda5543ce80298dd08e43e7f9129ce5e089a57d852ee3740a9078865577e2299")]
    [InlineData("SlopesOfItsOwn", "fe7b5080808bf6a63181a376735541e50d646aacbb10d53ce1241d8208c3bb62")]
    [InlineData("SmoothSmall", "d4eaa33fc0ebada9fc1c846b56e9cf6be526fce1c3a819640726970b7c463f37")]
    [InlineData("SoftmaxNet", "6521d03c601f0fefeb629b542613181a5d9c7c9cc8843eaa37304565c05c0abe")]
    [InlineData("SoftmaxSquared", "7265318eef8f2a712faaeb377c2881508998b12d2ed0ef2abe6100b323e70f06")]
    [InlineData("SoftplusNet", "05d3d940ffab0323c98d6f5413acbc7d3627399687a9d5119db7f923dc7396f0")]
    [InlineData("SparseDigits", "a4cd47713648c2adbb31a80a83b4f42479572db6473ab755b643f008d629b277")]
    [InlineData("SparseGelu", "83483caaedb1f8fd423a7c68a29162f1db5d13912b3cde958b2f3726a079de72")]
    [InlineData("SparseNarrow", "62535518154dda05784834339103f228671ff41ad3bd027981f84bbcdf26d8a9")]
    [InlineData("SparsePanels", "67b47ddf2c71c9cd2cecc9ab110c78baa28cabaa2b1ab4a8b07ed802ea1c2cad")]
    [InlineData("StagedDigits", "246cbdbaa34f0fdc1c1dc0264ae04c1d6346b6d683ddd9611cde834179ef5b9e")]
    [InlineData("StagedPolicy", "d81a08c6ba9c603d1336ae6494e51b65f8f88fc0c900c973d81d31b8cee3bb05")]
    [InlineData("StagedSmall", "dc8868a2ae7ea2f447aef65f9811d9e5767b3728e4cf045855b6ad86ff633495")]
    [InlineData("StepPerceptron", "73f18b04e517bd12e1e0cacd9cd9f4002c39179d8b6a0b78fc6c7289447c1e29")]
    [InlineData("ValueHead", "ed38d183d4b621feb95244d9e70c890b947d4d03948b4fa76a5c9298926a6087")]
    [InlineData("Wide", "30926f77d1c5ed87ceb8a95a53d2b0f84c138c4e8022f08c7d136fb63e3efd9c")]
    [InlineData("Xor", "1db8ff61faaeef057b05365c8ce96d97d32c875f7f483100cce676b5d25d7409")]
    public void Networks(string name, string hash)
    {
        NetworkUnderTest network = s_networks.Single(n => n.Name == name);
        using var digest = new Digest();
        network.Reset(7);
        foreach (int batch in new[] { 1, 2, 5, 10, 23, 33 })
        {
            (float[] inputs, float[] targets) = network.Samples(batch);
            float[] outputs = new float[targets.Length];
            network.ForwardBatch(inputs, outputs);
            digest.Add(outputs);
            Learn(network, digest, inputs, targets);
        }

        Assert.True(hash == digest.ToString(), $"It is {digest} now.");
    }

    [Fact]
    public void Gradients_of_inputs_and_parameters_from_those_of_outputs()
    {
        using var digest = new Digest();
        foreach (NetworkUnderTest network in s_networks)
        {
            network.Reset(7);
            foreach (int batch in new[] { 1, 10, 33 })
            {
                (float[] inputs, float[] outputGradients) = network.Samples(batch);
                float[] gradient = new float[network.ParameterCount];
                float[] inputGradients = new float[inputs.Length];
                network.Backward(inputs, outputGradients, gradient, inputGradients, dropoutState: 3);
                digest.Add(gradient);
                digest.Add(inputGradients);
            }
        }

        Assert.True(digest.ToString() == "0a29b76fec4e65ab04881ea163a781e7e4c0e93181297ab747b40c6599fd292f", $"It is {digest} now.");
    }

    /// <summary>Each of these networks is in the table, and nothing else.</summary>
    [Fact]
    public void The_table_is_whole() => Assert.Equal(
        s_networks.Select(n => n.Name).Order(StringComparer.Ordinal), Digest.Listed(typeof(NetworkHashTests), nameof(Networks)));

    private static void Learn(NetworkUnderTest network, Digest digest, float[] inputs, float[] targets)
    {
        float[] sampleWeights = [.. Enumerable.Range(0, targets.Length / network.OutputSize).Select(i => i % 4 == 1 ? 0 : 0.5f + (i % 3))];
        float[] parameters = new float[network.ParameterCount];
        digest.Add(network.Gradient(inputs, targets, parameters));
        digest.Add(parameters);
        digest.Add(network.Gradient(inputs, targets, sampleWeights, parameters));
        digest.Add(parameters);
        digest.Add(network.Train(inputs, targets, 0.1f));
        digest.Add(network.Train(inputs, targets, sampleWeights, 0.1f));
        network.GetParameters(parameters);
        digest.Add(parameters);
    }
}
