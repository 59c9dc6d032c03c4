using System.Buffers.Binary;

namespace Kith.Speech.Sounds;

/// <summary>A piece of sound: one channel, 16 bits a sample.</summary>
/// <param name="Rate">Samples a second.</param>
internal sealed record Sound(int Rate, short[] Samples)
{
    internal TimeSpan Length => TimeSpan.FromSeconds((double)Samples.Length / Rate);

    internal static Sound OfPcm(int rate, ReadOnlySpan<byte> bytes)
    {
        var samples = new short[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
        return new(rate, samples);
    }

    /// <summary>Reads a WAV file of 16 bits and one channel. A program that writes to a pipe cannot say how long it will be: the end of the file is the end.</summary>
    internal static Sound OfWav(ReadOnlySpan<byte> file)
    {
        const int header = 12;
        var rate = 0;
        for (var at = header; at + 8 <= file.Length;)
        {
            var name = file.Slice(at, 4);
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]), (uint)(file.Length - at - 8));
            at += 8;
            if (name.SequenceEqual("fmt "u8)) rate = BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]);
            if (name.SequenceEqual("data"u8)) return OfPcm(rate, file.Slice(at, size));
            at += size + (size % 2);
        }
        throw new InvalidDataException("This is no WAV file with sound in it.");
    }

    internal byte[] ToPcm()
    {
        var bytes = new byte[Samples.Length * 2];
        for (var i = 0; i < Samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), Samples[i]);
        return bytes;
    }

    /// <summary>The same sound at another rate: each sample is a weighted sum of its neighbours (a windowed sinc of 16 of them).</summary>
    internal Sound At(int rate)
    {
        if (rate == Rate) return this;
        const int reach = 8;
        var step = (double)Rate / rate;
        // What the lower rate cannot hold is taken away, else it would come back as other tones.
        var width = Math.Max(1, step);
        var samples = new short[(int)(Samples.Length / step)];
        for (var i = 0; i < samples.Length; i++)
        {
            var centre = i * step;
            var (sum, weights) = (0.0, 0.0);
            for (var at = Math.Max(0, (int)(centre - (reach * width)) + 1); at < Math.Min(Samples.Length, (int)(centre + (reach * width)) + 1); at++)
            {
                var x = (at - centre) / width;
                var weight = Sinc(x) * (0.5 + (0.5 * Math.Cos(Math.PI * x / reach)));
                sum += Samples[at] * weight;
                weights += weight;
            }
            samples[i] = (short)Math.Clamp(sum / weights, short.MinValue, short.MaxValue);
        }
        return new(rate, samples);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
