using System.Net;
using System.Net.Sockets;
using Kith.Assistant.Understanding;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Api;
using Kith.Server.Assistant;
using Kith.Server.Composition;
using Kith.Voice.Engines;
using Kith.Voice.Providing;
using Kith.Voice.Wyoming;
using Microsoft.AspNetCore.Connections;

namespace Kith.Server.Voice;

/// <summary>
/// Homes that other programs of this machine may ask by Wyoming. The protocol proves nothing about who asks: so the operator names each home and
/// its port, it is reached from this machine alone, and whoever asks is a guest there.
/// </summary>
internal sealed class AskedHomes(HomeAssistant assistant, VoiceOptions options, TimeProvider time) : IHostedService
{
    private readonly List<WyomingListener> _listeners = [];

    /// <summary>Where each home is asked, in the order of the options.</summary>
    internal IReadOnlyList<int> Ports => [.. _listeners.Select(listener => listener.Port)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (home, port) in options.Asked)
        {
            // The same for good, so that what it was told to wait for is found again; no person is ever called so.
            var speaker = Caller.Unknown(new(PersonId.Parse(home.ToString()), "Wyoming"));
            var provider = new Provider(SystemApi.Version, (said, _) => HearAsync(home, speaker, said), (said, _) => UnderstandAsync(home, speaker, said));
            _listeners.Add(Listen(port, provider));
        }
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in _listeners) await listener.DisposeAsync();
        _listeners.Clear();
    }

    /// <exception cref="IOException">The port is in use; as the web server says it.</exception>
    private WyomingListener Listen(int port, Provider provider)
    {
        try
        {
            return WyomingListener.Start(new(IPAddress.Loopback, port), provider.ServeAsync, time);
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new IOException($"Failed to bind to address tcp://127.0.0.1:{port}: address already in use.", new AddressInUseException(taken.Message, taken));
        }
    }

    private async Task<Handled> HearAsync(HomeId home, Caller speaker, Transcript said)
    {
        var answer = await assistant.HearAsync(home, speaker, new(said.Text, said.Language, null, speaker.Voice!.Id.ToString()));
        return answer.Fault is { } fault ? new(false, fault.Detail) : new(answer.Value.Outcome is not "refuse", answer.Value.Say);
    }

    private async Task<Recognized?> UnderstandAsync(HomeId home, Caller speaker, Transcript said)
    {
        var answer = await assistant.ExplainAsync(home, speaker, new(said.Text, said.Language));
        return answer.Ok && answer.Value is { Outcome: not "refuse", Acts: [var first, ..] acts } ? new(first.Kind, [.. acts.SelectMany(Entities)]) : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Entities(Act act)
    {
        foreach (var target in act.Targets ?? []) yield return new("device", target);
        if (act.Scene is { } scene) yield return new("scene", scene);
        if (act.Property is { } property) yield return new("property", property);
        if (act.Action is { } action) yield return new("action", action);
        if (act.Value is { } value) yield return new("value", Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!.ToLowerInvariant());
    }
}
