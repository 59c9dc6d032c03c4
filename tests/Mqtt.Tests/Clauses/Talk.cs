using System.Text.RegularExpressions;
using Kith.Mqtt.Codec;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Clauses;

/// <summary>
/// Plays a script. Each step is a client's name and what it does:
///   a &gt; PACKET          it sends (several in one write: "; " between them); ids, walls and keep-alives have defaults
///   a &lt; PACKET          this and nothing else comes next; of a CONNACK or DISCONNECT only what is named is compared
///   a &lt; nothing         everything has been said: a ping is answered next
///   a &lt; closed CODE     DISCONNECT with the code, which MQTT 3.1.1 does not have, and the end
///   a &lt; refused CODE    CONNACK with the code, and the end
///   a &lt; declined CODE   the same, or in MQTT 3.1.1 the end without a CONNACK
///   a &lt; end             the end
///   a connects WORDS    CONNECT, accepted; present=1 where a session is expected
///   a subscribes WORDS  SUBSCRIBE, granted as asked
///   a leaves, a cut     DISCONNECT, or the socket breaks; goes on when the broker knows
///   wait SECONDS        time passes for the broker
///   $m differs $n      two identifiers are not the same
/// $m in what comes is remembered and said again in what is sent; * is anything; {300} is as many letters.
/// </summary>
internal sealed partial class Talk(TestHost host, ManualTime time, ProtocolVersion version, int number) : IDisposable
{
    private readonly Dictionary<string, RawClient> _clients = [];
    private readonly Dictionary<string, string> _ids = [];
    private readonly Dictionary<string, string> _known = [];

    public async Task PlayAsync(Script script)
    {
        foreach (var step in script.Steps)
        {
            try
            {
                await PlayAsync(step);
            }
            catch (Exception exception)
            {
                throw new Xunit.Sdk.XunitException($"at \"{step}\" ({version}): {exception.Message}", exception);
            }
        }
    }

    private async Task PlayAsync(string step)
    {
        var (who, does, what) = step.Split(' ', 3) is [var a, var b, var c] ? (a, b, c) : (step.Split(' ')[0], step.Split(' ')[1], "");
        if (who == "wait")
        {
            time.Advance(TimeSpan.FromSeconds(double.Parse(does, System.Globalization.CultureInfo.InvariantCulture)));
            return;
        }
        await (does switch
        {
            ">" => SendAsync(who, what),
            "<" => ExpectAsync(who, what),
            "connects" => ConnectAsync(who, what),
            "subscribes" => SubscribeAsync(who, what),
            "leaves" => EndAsync(who, () => SendAsync(who, "DISCONNECT")),
            "differs" => DifferAsync(who, what),
            "cut" => EndAsync(who, () => Task.Run(() => _clients[who].Socket.Close(0))),
            _ => throw new FormatException(step),
        });
    }

    private async Task SendAsync(string who, string what)
    {
        if (what.StartsWith("CONNECT", StringComparison.Ordinal) && !_clients.ContainsKey(who) || what.StartsWith("again ", StringComparison.Ordinal))
        {
            what = what.Replace("again ", "", StringComparison.Ordinal);
            if (_clients.Remove(who, out var old))
            {
                old.Dispose();
            }
        }
        if (!_clients.TryGetValue(who, out var client))
        {
            _clients[who] = client = await host.ConnectRawAsync();
            client.Version = version;
        }
        var bytes = what.Split("; ").SelectMany(packet => Said.Bytes(Words.Parse(Known(Filled(who, packet)), version))).ToArray();
        await client.SendAsync(bytes);
    }

    /// <summary>A CONNECT has a client id and a wall of this conversation, unless it says others ("-" = none).</summary>
    private string Filled(string who, string packet)
    {
        if (!packet.StartsWith("CONNECT", StringComparison.Ordinal))
        {
            return packet;
        }
        var words = Words.Parse(packet, ProtocolVersion.V5);
        _ids[who] = words["id"] is { } id ? Known(id) : _ids.GetValueOrDefault(who, $"{who}{number}");
        packet += words["id"] is null ? $" id={_ids[who]}" : "";
        return words["user"] == "-" ? packet.Replace(" user=-", "", StringComparison.Ordinal) : words["user"] is null ? $"{packet} user=wall{number}" : packet;
    }

    private Task DifferAsync(string one, string other)
    {
        Assert.NotEqual(Known(one), Known(other));
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Many { get; }

    private string Known(string text) => _known.Aggregate(Many.Replace(text, many => new string('x', int.Parse(many.Groups[1].Value))), (known, pair) => known.Replace($"${pair.Key}", pair.Value, StringComparison.Ordinal));

    private async Task ExpectAsync(string who, string what)
    {
        var (kind, rest) = (what.Split(' ')[0], what[what.Split(' ')[0].Length..]);
        switch (kind)
        {
            case "nothing":
                await SendAsync(who, "PINGREQ");
                await HearAsync(who, "PINGRESP");
                break;
            case "closed":
                if (version == ProtocolVersion.V5)
                {
                    await HearAsync(who, $"DISCONNECT{rest}");
                }
                await HearAsync(who, "end");
                break;
            case "declined" when version == ProtocolVersion.V311:
                await HearAsync(who, "end");
                break;
            case "refused" or "declined":
                await HearAsync(who, $"CONNACK{rest} present=0");
                await HearAsync(who, "end");
                break;
            default:
                await HearAsync(who, what);
                break;
        }
    }

    private async Task HearAsync(string who, string expected)
    {
        var heard = Words.Parse(Heard.Text(await _clients[who].ReadAsync()), ProtocolVersion.V5);
        var meant = Words.Parse(Known(expected), version);
        if (heard.Kind == meant.Kind && heard.Kind is "CONNACK" or "DISCONNECT")
        {
            foreach (var absent in meant.Named.Where(pair => pair.Key == "no").ToList())
            {
                Assert.True(heard[absent.Value] is null, $"no {absent.Value} in {heard}");
                meant.Named.Remove(absent);
            }
            heard.Named.RemoveAll(pair => meant[pair.Key] is null);
        }
        Learn(meant.Parts, heard.Parts);
        heard = Blurred(meant, heard);
        Assert.Equal(Known(meant.ToString()), heard.ToString());
    }

    private void Learn(List<string> meant, List<string> heard)
    {
        for (var i = 0; i < meant.Count && i < heard.Count; i++)
        {
            if (IsUnknown(meant[i]))
            {
                _known[meant[i][1..]] = heard[i];
            }
        }
    }

    private static bool IsUnknown(string? word) => word is ['$', >= 'a' and <= 'z'];

    /// <summary>What may be anything, or is heard for the first time, is as meant.</summary>
    private Words Blurred(Words meant, Words heard)
    {
        for (var i = 0; i < heard.Named.Count; i++)
        {
            var (name, value) = heard.Named[i];
            if (meant[name] == "*")
            {
                heard.Named[i] = new(name, "*");
            }
            else if (IsUnknown(meant[name]))
            {
                _known[meant[name]![1..]] = value;
            }
        }
        return heard;
    }

    private async Task ConnectAsync(string who, string what)
    {
        var words = what.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(word => word.StartsWith("present=", StringComparison.Ordinal));
        await SendAsync(who, $"again CONNECT {string.Join(' ', words[false])}");
        await HearAsync(who, $"CONNACK 0 {words[true].FirstOrDefault("present=0")}");
    }

    private async Task SubscribeAsync(string who, string what)
    {
        await SendAsync(who, $"SUBSCRIBE 1 {what}");
        var granted = Words.Parse($"SUBSCRIBE {what}", version).Parts.Select(filter => filter[filter.LastIndexOf(':') + 1].ToString());
        await HearAsync(who, $"SUBACK 1 {string.Join(' ', granted)}");
    }

    private async Task EndAsync(string who, Func<Task> end)
    {
        await end();
        var id = _ids[who];
        while (!(await host.Admission.NextNoticeAsync()).StartsWith($"-{id} ", StringComparison.Ordinal))
        {
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
