using System.Globalization;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Keeping;

/// <summary>A sender and a taker that keep their own side of QoS 2, and a broker whose power is cut at any moment.</summary>
public sealed class PowerCutsTests
{
    private const int Cuts = 120;

    /// <summary>Messages of the last life, which show that all is as it was.</summary>
    private const int Afterwards = 20;

    [Fact]
    public async Task Every_QoS_2_message_arrives_once_and_in_order_whenever_the_power_is_cut()
    {
        var random = new Random(20261122);
        var disk = new CutDisk();
        var sender = new Sender();
        var taker = new Taker();
        for (var cut = 0; cut <= Cuts; cut++)
        {
            // The cut comes after so many writes, between one and the next: no clock decides. The last life ends by itself.
            disk = disk.Again(cut < Cuts ? random.Next(1, 12) : int.MaxValue);
            var enough = cut < Cuts ? int.MaxValue : sender.Number + Afterwards;
            await using var host = await TestHost.StartAsync(MqttTransport.Kestrel, store: disk);
            await using var life = new Life(host.Port, sender, taker);
            await life.RunAsync(disk.Dead, () => taker.Taken.Count >= enough);
            disk.Cut();
        }

        Assert.Equal(Enumerable.Range(1, taker.Taken.Count), taker.Taken);
    }

    /// <summary>What the sender knows on its own disk.</summary>
    private sealed class Sender
    {
        public int Number { get; set; } = 1;

        /// <summary>PUBREC came: PUBREL is what remains.</summary>
        public bool IsReceived { get; set; }

        public ushort PacketId => (ushort)((Number % 5) + 1);
    }

    private sealed class Taker
    {
        public List<int> Taken { get; } = [];

        public HashSet<ushort> Unreleased { get; } = [];
    }

    private sealed class Life(int port, Sender sender, Taker taker) : IAsyncDisposable
    {
        private RawClient _from = null!;
        private RawClient _to = null!;

        public async Task RunAsync(Task dead, Func<bool> isOver)
        {
            _to = await RawClient.ConnectAsync(port);
            await HelloAsync(_to, "taker");
            // Also when it has: that the power went before the answer is one of the cuts.
            await _to.SendAsync(output => SubscribeWriter.Subscribe(output, 1, "n", new SubscribeOptions((byte)Qos.ExactlyOnce), 0, ProtocolVersion.V5));
            _from = await RawClient.ConnectAsync(port);
            await HelloAsync(_from, "sender");
            await SayAsync();
            Task<Packet> heard = _to.ReadAsync(), answered = _from.ReadAsync();
            while (!isOver())
            {
                var next = await Task.WhenAny(heard, answered, dead);
                if (next == dead)
                {
                    return;
                }
                if (next == heard)
                {
                    await TakeAsync(await heard);
                    heard = _to.ReadAsync();
                }
                else
                {
                    await GoOnAsync(await answered);
                    answered = _from.ReadAsync();
                }
            }
        }

        /// <summary>The sender's next packet, or the one that was not answered before the cut.</summary>
        private Task SayAsync(bool isRepeat = true) => sender.IsReceived
            ? _from.AckAsync(PacketType.Pubrel, sender.PacketId)
            : _from.PublishAsync("n", sender.Number.ToString(CultureInfo.InvariantCulture), Qos.ExactlyOnce, sender.PacketId, duplicate: isRepeat);

        private async Task GoOnAsync(Packet packet)
        {
            Assert.Equal(sender.IsReceived ? PacketType.Pubcomp : PacketType.Pubrec, packet.Type);
            Assert.Equal(sender.PacketId, packet.PacketId);
            sender.Number += sender.IsReceived ? 1 : 0;
            sender.IsReceived = !sender.IsReceived;
            await SayAsync(isRepeat: false);
        }

        private async Task TakeAsync(Packet packet)
        {
            if (packet.Type == PacketType.Suback)
            {
                return;
            }
            if (packet.Type == PacketType.Pubrel)
            {
                taker.Unreleased.Remove(packet.PacketId);
                await _to.AckAsync(PacketType.Pubcomp, packet.PacketId);
                return;
            }
            var message = packet.Publish;
            if (taker.Unreleased.Add(message.PacketId))
            {
                taker.Taken.Add(int.Parse(message.Payload, CultureInfo.InvariantCulture));
            }
            await _to.AckAsync(PacketType.Pubrec, message.PacketId);
        }

        private static async Task HelloAsync(RawClient client, string name)
        {
            var (_, code) = await client.HelloAsync(name, cleanStart: false, more: packet => packet.SessionExpiry = 3600);
            Assert.Equal(0, code);
        }

        public ValueTask DisposeAsync()
        {
            _from.Dispose();
            _to.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
