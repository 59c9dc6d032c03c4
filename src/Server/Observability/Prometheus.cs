using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Kith.Server.Observability;

/// <summary>Listens to the runtime's own meters and writes them as Prometheus text; no exporter, no agent, no package.</summary>
internal sealed class Prometheus : IDisposable
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Ours, the HTTP server's and the runtime's (GC, thread pool, process).</summary>
    private static readonly string[] Meters = ["Kith.", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Series> _series = new();

    public Prometheus()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!Meters.Any(name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal))) return;
            _series[instrument] = new(NameOf(instrument), TypeOf(instrument), instrument.Description ?? instrument.Name);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Record(instrument, value, tags, null));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags, null));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags, null));
        _listener.Start();
    }

    internal string Text()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // All were asked; what threw belongs to something that is just being disposed, and keeps its last number.
        }
        var text = new StringBuilder();
        // ToArray first: sorting the dictionary itself fails when an instrument comes meanwhile.
        foreach (var (_, series) in _series.ToArray().OrderBy(pair => pair.Key.Name, StringComparer.Ordinal)) series.Write(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (!_series.TryGetValue(instrument, out var series)) return;
        var labels = Labels(tags);
        if (TypeOf(instrument) == "histogram") series.Observe(value, labels);
        else if (instrument.IsObservable || IsKind(instrument, typeof(Gauge<>))) series.Set(value, labels);
        else series.Add(value, labels);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            var shown = (value?.ToString()
                ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            labels.Append(Plain(key)).Append("=\"").Append(shown.ReplaceLineEndings(" ")).Append('"');
        }
        return labels.ToString();
    }

    /// <summary>http.server.request.duration in s becomes http_server_request_duration_seconds, as the OpenTelemetry rules say.</summary>
    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        var name = Plain(instrument.Name);
        return name + (name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit) + (TypeOf(instrument) == "counter" ? "_total" : "");
    }

    private static string TypeOf(Instrument instrument) =>
        IsKind(instrument, typeof(Histogram<>)) ? "histogram"
        : IsKind(instrument, typeof(Counter<>)) || IsKind(instrument, typeof(ObservableCounter<>)) ? "counter"
        : "gauge";

    private static bool IsKind(Instrument instrument, Type kind) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
