using System.Net.Sockets;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Satellites;

/// <summary>Holds on to one satellite: connects, and connects again when it was away.</summary>
internal sealed class SatelliteLink : IAsyncDisposable
{
    private readonly Station _station;
    private readonly Surroundings _around;
    private readonly Func<bool> _alone;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _running;
    private volatile SatelliteSession? _session;
    private (SatelliteState State, DateTimeOffset Since, string? Trouble) _shown;

    internal SatelliteLink(Station station, Surroundings around, Func<bool> alone)
    {
        (_station, _around, _alone) = (station, around, alone);
        _shown = (SatelliteState.Offline, around.Time.GetUtcNow(), null);
        _running = RunAsync();
    }

    internal SatelliteStatus Status
    {
        get
        {
            lock (_gate) return new(_shown.State, _session?.Microphone ?? false, _shown.Since, _session?.Program, _shown.Trouble);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var (why, came) = await HoldAsync();
                failures = came ? 0 : failures + 1;
                Show(SatelliteState.Offline, why ?? "it closed the connection");
                await Task.Delay(BackOff(failures), _around.Time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopped; the loop ends.
            }
        }
    }

    /// <summary>One connection; why it ended, and whether it was a satellite's at all.</summary>
    private async Task<(string? Why, bool Came)> HoldAsync()
    {
        WyomingConnection connection;
        using var late = new CancellationTokenSource(SatelliteLimits.ConnectWithin, _around.Time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, late.Token);
        try
        {
            connection = await _around.Connect(_station.Address, patience.Token);
        }
        catch (Exception e) when (e is SocketException or IOException || e is OperationCanceledException && !_stop.IsCancellationRequested)
        {
            return (e is IOException ? e.Message : $"nothing answers at {_station.Address}", false);
        }
        await using var session = new SatelliteSession(_station, _around, connection, _alone, Show);
        _session = session;
        try
        {
            var why = await session.RunAsync(_stop.Token);
            return (why, session.Program is not null);
        }
        finally
        {
            _session = null;
        }
    }

    private void Show(SatelliteState state, string? trouble)
    {
        lock (_gate)
        {
            if (_shown.State is SatelliteState.Offline && state is not SatelliteState.Offline) SatelliteLog.Came(_around.Log, _station.Id);
            if (_shown.State is not SatelliteState.Offline && state is SatelliteState.Offline) SatelliteLog.Left(_around.Log, _station.Id, trouble ?? "");
            // A trouble stays to be read until something works.
            _shown = (state, state == _shown.State ? _shown.Since : _around.Time.GetUtcNow(), trouble ?? (state is SatelliteState.Idle && _shown.State is SatelliteState.Idle ? _shown.Trouble : null));
        }
    }

    private static TimeSpan BackOff(int failures)
    {
        var full = SatelliteLimits.FirstBackOff * Math.Pow(2, Math.Min(failures, 10));
        return (full < SatelliteLimits.LongestBackOff ? full : SatelliteLimits.LongestBackOff) * (1 - Random.Shared.NextDouble() / 2);
    }
}
