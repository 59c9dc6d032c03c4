using System.Threading.Channels;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Rules;

/// <summary>The world outside, for tests that play it.</summary>
internal sealed class RecordingOutside : IOutside
{
    private readonly Channel<(HookMethod Method, string Address, string? Json)> _calls = Channel.CreateUnbounded<(HookMethod, string, string?)>();

    /// <summary>What it answers to every call.</summary>
    internal TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls that nobody took up yet.</summary>
    internal int Called => _calls.Reader.Count;

    internal ValueTask<(HookMethod Method, string Address, string? Json)> NextAsync() => _calls.Reader.ReadAsync(new CancellationTokenSource(TestHomes.Patience).Token);

    public Task<string> CallAsync(HomeId home, HookMethod method, Uri address, string? json, CancellationToken cancel)
    {
        _calls.Writer.TryWrite((method, address.ToString(), json));
        return Answer.Task;
    }
}
