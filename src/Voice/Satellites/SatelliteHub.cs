using Kith.Model.Ids;

namespace Kith.Voice.Satellites;

/// <summary>All satellites of all homes. Each is held on to from <see cref="PutAsync"/> to <see cref="RemoveAsync"/>.</summary>
public sealed class SatelliteHub(Surroundings around) : IAsyncDisposable
{
    private readonly Dictionary<(HomeId Home, string Id), SatelliteLink> _links = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Holds on to a satellite as it is told now; what was told before is let go of.</summary>
    public Task PutAsync(Station station) => ChangeAsync(station.Home, station.Id, () => new SatelliteLink(station, around, () => IsAlone(station.Home, station.Id)));

    /// <summary>Lets go of a satellite.</summary>
    public Task RemoveAsync(HomeId home, string id) => ChangeAsync(home, id, null);

    /// <summary>Lets go of all satellites of a home.</summary>
    public async Task RemoveAllAsync(HomeId home)
    {
        List<string> ids;
        lock (_gate) ids = [.. _links.Keys.Where(key => key.Home == home).Select(key => key.Id)];
        foreach (var id in ids) await RemoveAsync(home, id);
    }

    /// <summary>How a satellite is doing; null for one that nobody told of.</summary>
    public SatelliteStatus? StatusOf(HomeId home, string id)
    {
        lock (_gate) return _links.TryGetValue((home, id), out var link) ? link.Status : null;
    }

    public async ValueTask DisposeAsync()
    {
        List<SatelliteLink> links;
        lock (_gate)
        {
            links = [.. _links.Values];
            _links.Clear();
        }
        await Task.WhenAll(links.Select(link => link.DisposeAsync().AsTask()));
        _changing.Dispose();
    }

    private bool IsAlone(HomeId home, string id)
    {
        lock (_gate) return !_links.Any(row => row.Key.Home == home && row.Key.Id != id && row.Value.Status.State is not (SatelliteState.Offline or SatelliteState.Paused));
    }

    private async Task ChangeAsync(HomeId home, string id, Func<SatelliteLink>? next)
    {
        await _changing.WaitAsync();
        try
        {
            SatelliteLink? old;
            lock (_gate) _links.Remove((home, id), out old);
            if (old is not null) await old.DisposeAsync();
            if (next is not null)
                lock (_gate) _links[(home, id)] = next();
        }
        finally
        {
            _changing.Release();
        }
    }
}
