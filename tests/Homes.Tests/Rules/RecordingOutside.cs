using System.Threading.Channels;
using Kith.Homes.Rules;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Rules;

/// <summary>The world outside, for tests that play it.</summary>
internal sealed class RecordingOutside : IOutside
{
    private readonly Channel<(string Address, string Json)> _calls = Channel.CreateUnbounded<(string, string)>();

    /// <summary>What it answers to every call.</summary>
    internal TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls that nobody took up yet.</summary>
    internal int Called => _calls.Reader.Count;

    internal ValueTask<(string Address, string Json)> NextAsync() => _calls.Reader.ReadAsync(new CancellationTokenSource(TestHomes.Patience).Token);

    public Task<string> PostAsync(HomeId home, Uri address, string json, CancellationToken cancel)
    {
        _calls.Writer.TryWrite((address.ToString(), json));
        return Answer.Task;
    }
}
