using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests.Killed;

/// <summary>
/// What does not die with the house: its devices and the programs outside. They remember what they were told, through all lives; one in forty
/// commands they do without a word.
/// </summary>
internal sealed class World : IDeviceLink, IOutside, IDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> _asked = new();
    private readonly Random _random = new(11);
    private StreamWriter? _writer;
    private string? _held;
    private int _number;

    internal World() => _door.Start();

    /// <summary>What each device was told, by its operation and by what was set: both come once.</summary>
    internal ConcurrentDictionary<string, string> Commands { get; } = new();

    internal ConcurrentDictionary<string, int> Told { get; } = new();

    internal ConcurrentDictionary<string, int> Posted { get; } = new();

    internal List<string> Twice { get; } = [];

    /// <summary>The homes of the last life, which nobody kills.</summary>
    internal HomeHost? Last { get; set; }

    /// <summary>One life, and its end.</summary>
    /// <param name="isUnborn">Killed so long after its first word, while it wakes; else so long after its devices have come.</param>
    /// <param name="come">Its devices come; ends when all are there or an answer is null.</param>
    /// <param name="living">What people and sensors do meanwhile; ends when an answer is null.</param>
    internal async Task<int> LiveAsync(string folder, HomeId home, AccountId owner, TimeSpan life, bool isUnborn, Func<Task> come, Func<Task> living)
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var argument in (string[])["exec", typeof(Life).Assembly.Location, "live", folder, $"{((IPEndPoint)_door.LocalEndpoint).Port}", home.ToString(), owner.ToString()]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        using var socket = await _door.AcceptTcpClientAsync();
        socket.NoDelay = true;
        await using var writer = new StreamWriter(socket.GetStream()) { AutoFlush = true };
        lock (_asked) _writer = writer;
        await using var kill = new Timer(_ => child.Kill(), null, isUnborn ? life : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var hearing = HearAsync(socket.GetStream());
        await come();
        if (!isUnborn) kill.Change(life, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(hearing, living());
        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    /// <summary>Null when the house died before it answered.</summary>
    internal async Task<string?> AskAsync(string what, object subject, string rest = "-")
    {
        var number = $"{Interlocked.Increment(ref _number)}";
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[number] = answer;
        return Say($"{what} {number} {subject} {rest}") ? await answer.Task : null;
    }

    private bool Say(string line)
    {
        lock (_asked)
            try
            {
                _writer?.WriteLine(line);
                return _writer is not null;
            }
            catch (IOException)
            {
                return false;
            }
    }

    private async Task HearAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                switch (line.Split(' ', 4))
                {
                    case ["ok", var number, .. var rest] when _asked.TryRemove(number, out var answer): answer.SetResult(rest is [var said, ..] ? said : ""); break;
                    case ["do", var operation, var device, var value]:
                        if (Take(operation, $"{device} {value}")) Say($"done {operation} {device}");
                        break;
                    case ["post", var number, var json]:
                        Count(Posted, json);
                        // Each is answered when the next one comes: there is always one under way.
                        if (_held is { } held) Say($"posted {held}");
                        _held = number;
                        break;
                }
        }
        catch (IOException)
        {
            // It was killed.
        }
        lock (_asked)
        {
            (_writer, _held) = (null, null);
            foreach (var answer in _asked.Values) answer.SetResult(null);
            _asked.Clear();
        }
    }

    /// <summary>False when the device says nothing of it.</summary>
    private bool Take(string operation, string told)
    {
        if (!Commands.TryAdd(operation, told)) lock (Twice) Twice.Add($"{operation} {told}");
        Count(Told, told);
        lock (_random) return _random.Next(40) > 0;
    }

    private static void Count(ConcurrentDictionary<string, int> counts, string what) => counts.AddOrUpdate(what, 1, (_, before) => before + 1);

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        Take(operation.Id.ToString(), $"{device.Id} {operation.Values!.First().Value}");
        Last!.Reply(home, device.Id, operation.Id, Outcome.Done);
        return null;
    }

    public void Forget(HomeId home, Device device) { }

    public Task<string> CallAsync(HomeId home, HookMethod method, Uri address, string? json, CancellationToken cancel)
    {
        Count(Posted, json!);
        return Task.FromResult("done");
    }

    public void Dispose() => _door.Dispose();

    internal static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
